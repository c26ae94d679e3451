"""Checking in by the code on the hall's screen: whoever can see it is in the room."""

import segno
from django.core import signing
from django.utils.translation import gettext as _

from committees.models import Meeting, Participant
from committees.services.attendance import attendance_arrive
from portal.kernel.errors import TransitionRefused

SALT = "committees.check_in"
VALID_SECONDS = 300


def check_in_token(meeting: Meeting) -> str:
    """A word that says "I saw the screen of this meeting", good for five minutes."""
    return signing.TimestampSigner(salt=SALT).sign(str(meeting.pk))


def check_in_code(address: str) -> str:
    """The QR code of ``address`` as inline SVG without scripts or styles."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(border=2, svgclass="qr__code", lineclass=None, omitsize=True)


def check_in(*, actor, meeting: Meeting, token: str, door: str = "") -> Participant:
    """Note the actor's arrival. TransitionRefused for a word that is old, forged or another
    meeting's; RuleViolated on ``door`` at a residents' meeting; NotFound for who has no seat."""
    try:
        seen = signing.TimestampSigner(salt=SALT).unsign(token, max_age=VALID_SECONDS)
    except signing.SignatureExpired as error:
        words = _("这个签到码已经过期，请再扫一次会场大屏。")
        raise TransitionRefused(words, code="expired") from error
    except signing.BadSignature as error:
        raise TransitionRefused(_("签到码不对，请扫会场大屏上的码。"), code="forged") from error
    if seen != str(meeting.pk):
        raise TransitionRefused(_("这是另一次会议的签到码。"), code="other")
    return attendance_arrive(actor=actor, meeting=meeting, door=door)
