"""Paper supports and opinions: entered with a scan, counted once a second person confirmed them."""

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models.consultations import Consultation, Opinion, OpinionVersion, Stance, Support
from committees.models.voices import PaperVoice, VoiceKind
from committees.services.answers import PaperSlip
from committees.services.consultations import support_check, support_store
from committees.services.persons import namesake_check, no_phone_words, person_digest
from committees.workflows.consultations import ConsultationStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import User
from portal.models.accounts import PHONE
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_lock

ENTER = "committees.enter_answer"


@dataclass(frozen=True, kw_only=True)
class PaperWords:
    """What the paper says: nothing but the support, or an opinion with its stance."""

    kind: str
    stance: str = ""
    text: str = ""


def _twice() -> TransitionRefused:
    return TransitionRefused(_("这个人已经附议或说过意见，每人只计一份。"), code="already_given")


def voice_enter(
    *, actor, consultation: Consultation, slip: PaperSlip, words: PaperWords, scans=()
) -> PaperVoice:
    """Enter a paper for somebody, with its scan (§32: everybody is heard, also without a phone).
    RuleViolated at the field that cannot be; TransitionRefused when the person is there already
    or the consultation does not take it now."""
    try:
        with transaction.atomic():
            return _enter(actor, subject_lock(consultation), slip, words, scans)
    except IntegrityError as error:
        raise _twice() from error


def _enter(actor, row: Consultation, slip: PaperSlip, words: PaperWords, scans) -> PaperVoice:
    access_of(actor).require(ENTER, row)
    _check_open(row, words.kind)
    _check_slip(slip)
    _check_words(words)
    if not [scan for scan in scans if scan]:
        raise RuleViolated(_("请附上纸质件的照片。"), field="scan", code="required")
    user = User.objects.filter(phone=slip.phone).first() if slip.phone else None
    _check_once(row, words.kind, slip, user)
    voice = PaperVoice.objects.create(
        consultation=row,
        kind=words.kind,
        user=user,
        person_digest=person_digest(row, slip.phone, slip.name, slip.door),
        by_phone=bool(slip.phone),
        person_name=slip.name.strip(),
        door=slip.door.strip(),
        stance=words.stance,
        text=words.text.strip(),
        scan=pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0],
        entered_by=actor,
    )
    _record(row, "enter_paper", actor, voice)
    return voice


def _check_open(row: Consultation, kind: str) -> None:
    if kind == VoiceKind.SUPPORT:
        support_check(row)
    elif not row.takes_opinions:
        raise TransitionRefused(_("现在不收意见。"), code="not_taken")


def _check_slip(slip: PaperSlip) -> None:
    if not slip.name.strip() or len(slip.name) > 40:
        raise RuleViolated(_("请填姓名。"), field="name", code="required")
    if slip.phone and not re.match(PHONE.regex, slip.phone):
        raise RuleViolated(PHONE.message, field="phone", code="phone")
    if not slip.phone and not slip.door.strip():
        raise RuleViolated(_("没有手机号码的请填门牌。"), field="door", code="required")
    if len(slip.door) > 60:
        raise RuleViolated(_("门牌太长。"), field="door", code="max_length")


def _check_words(words: PaperWords) -> None:
    if words.kind not in VoiceKind.values:
        raise NotFound()
    if words.kind == VoiceKind.SUPPORT:
        if words.stance or words.text:
            raise RuleViolated(_("附议不写意见。"), field="text", code="invalid")
        return
    if words.stance not in Stance.values:
        raise RuleViolated(_("请选赞成、反对或其他建议。"), field="stance", code="invalid")
    if not words.text.strip() or len(words.text) > 1000:
        raise RuleViolated(_("请写一至一千字。"), field="text", code="length")


def _check_once(row: Consultation, kind: str, slip: PaperSlip, user) -> None:
    """V9: by the account, by the phone, and by the name where one of the two has no phone."""
    online, person = Support.objects.filter(consultation=row), "user"
    if kind == VoiceKind.OPINION:
        online, person = Opinion.objects.filter(consultation=row), "author"
    if user and online.filter(**{person: user}).exists():
        raise _twice()
    name = slip.name.strip()
    standing = row.voices.filter(kind=kind, refused_at__isnull=True)
    if standing.filter(person_digest=person_digest(row, slip.phone, name, slip.door)).exists():
        raise _twice()
    by_name = not slip.phone and online.filter(**{f"{person}__name": name}).exists()
    if by_name or namesake_check(standing, name, bool(slip.phone), slip.door.strip()):
        raise RuleViolated(no_phone_words(), field="phone", code="namesake")


def _record(row: Consultation, verb: str, actor, voice: PaperVoice) -> None:
    post = access_of(actor).post_for(ENTER, row)
    data = {"voice": voice.pk, "kind": voice.kind}
    record_append(subject=row, verb=verb, actor=actor, post=post, data=data, is_public=False)


@transaction.atomic
def voice_check(*, actor, consultation: Consultation, voice_id: int, is_right: bool) -> PaperVoice:
    """A second person compares the entry with its scan: right counts like an online one, wrong
    frees the place. A paper opinion may be confirmed after the close, until the conclusion."""
    row = subject_lock(consultation)
    access_of(actor).require(ENTER, row)
    voice = row.voices.filter(pk=voice_id).first()
    if voice is None:
        raise NotFound()
    if voice.checked_by_id:
        raise TransitionRefused(_("这一份已经复核过。"), code="checked")
    if actor.pk in {voice.entered_by_id, voice.user_id}:
        raise TransitionRefused(_("录入人和本人不能复核，请另一个人来。"), code="same_person")
    if is_right:
        _count(row, voice, actor)
    voice.checked_by = actor
    setattr(voice, "confirmed_at" if is_right else "refused_at", clock.now())
    voice.save(update_fields=["checked_by", "confirmed_at", "refused_at"])
    _record(row, "confirm_paper" if is_right else "refuse_paper", actor, voice)
    return voice


def _count(row: Consultation, voice: PaperVoice, actor) -> None:
    if voice.kind == VoiceKind.SUPPORT:
        support_check(row)
        post = access_of(actor).post_for(ENTER, row)
        support_store(row, actor, post, user=voice.user, paper=voice)
        return
    if row.status != ConsultationStatus.DELIBERATING:
        raise TransitionRefused(_("已有结论，不能再计入。"), code="not_taken")
    opinion = Opinion.objects.create(consultation=row, author=voice.user, paper=voice)
    OpinionVersion.objects.create(opinion=opinion, number=1, stance=voice.stance, text=voice.text)
