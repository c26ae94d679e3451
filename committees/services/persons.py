"""One person in one consultation, by account, by phone, or by name and door (V9)."""

import hashlib

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.models.consultations import Consultation
from committees.models.voices import PaperVoice
from committees.services.answers import door_normal

ON_PAPER = gettext_lazy(
    "社区已录入您（或同名的人）的一份纸质件，正在复核；不是您的，请到社工站核对。"
)


def person_digest(consultation: Consultation, phone: str, name: str = "", door: str = "") -> str:
    """SHA-256 of the phone, or of name and door where there is none, that says nothing in another
    consultation."""
    person = phone or f"{name.strip()}\n{door_normal(door)}"
    return hashlib.sha256(f"{consultation.submit_key}\n{person}".encode()).hexdigest()


def voice_standing(consultation: Consultation, kind: str, user) -> PaperVoice | None:
    """The paper that already stands for this account: by the account, by its phone, or one
    without a phone that waits under the same name."""
    same = Q(user=user)
    if user.phone:
        same |= Q(person_digest=person_digest(consultation, user.phone))
    same |= Q(by_phone=False, person_name=user.name, checked_by__isnull=True)
    rows = consultation.voices.filter(same, kind=kind, refused_at__isnull=True)
    return rows.order_by("id").first()


def namesake_check(standing, name: str, by_phone: bool, door: str) -> bool:
    """Whether somebody of this name stands among the papers who cannot be told apart: two phones
    tell people apart, and so do two doors."""
    for row in standing.filter(person_name=name):
        by_phones = by_phone and row.by_phone
        by_doors = bool(door and row.door) and door_normal(door) != door_normal(row.door)
        if not by_phones and not by_doors:
            return True
    return False


def no_phone_words() -> str:
    """What the counter reads when a phone is needed to tell two people apart."""
    return _("已有同名的人，请填手机号码来区分；确是同一个人就不用再录。")
