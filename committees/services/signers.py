"""Who signs a demand: by what one person is known again, online and on paper (V9)."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.models import MeetingDemand, Representative
from committees.services.answers import PaperSlip, door_normal
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Division, Role, RoleAssignment

ONCE = gettext_lazy("这个人已经联过名，网上和纸面合起来只计一份。")


def seat_of(demand: MeetingDemand, user) -> Representative | None:
    """The representative's seat that a person holds now."""
    seats = Representative.objects.active().filter(community=demand.community_id)
    return seats.filter(user=user).first() if user is not None else None


def person_key(slip: PaperSlip, user, representative, name: str) -> str:
    """By what one person is known again: phone, account, seat, or name and door."""
    if user is not None:
        return user.phone or f"account {user.pk}"
    if slip.phone:
        return slip.phone
    if representative is not None:
        return f"representative {representative.pk}"
    return f"{name} {door_normal(slip.door)}"


def refuse_known(demand: MeetingDemand, user) -> None:
    """TransitionRefused when the account has signed already."""
    mine = Q(user=user) if user is not None else Q(pk__in=[])
    if demand.signatures.filter(mine, refused_at__isnull=True).exists():
        raise TransitionRefused(ONCE, code="already_signed")


def refuse_namesake(standing, household: str | None, fields: dict) -> None:
    """V9: who signed on paper without a phone is known by name and door alone, so somebody of the
    same name has to be told from them: by another door; the same door is the same person."""
    if fields.get("representative"):
        return
    same = standing.filter(name=fields["name"])
    for row in same:
        if row.by_phone and fields["by_phone"]:
            continue
        if household and row.household_digest == household:
            raise TransitionRefused(ONCE, code="already_signed")
        if row.household_digest is None or household is None:
            words = _("已有同名的人联名：请填门牌（纸面的还请填手机号码），分清是不是同一个人。")
            raise RuleViolated(words, field="door", code="namesake")


def group_of(demand: MeetingDemand, user) -> Division | None:
    """The residents' group the signer leads and signs for, where the law counts groups and nobody
    signed for it yet."""
    if user is None or "groups" not in demand.sizes:
        return None
    rows = RoleAssignment.objects.active().filter(user=user, role=Role.GROUP_LEADER)
    led = rows.filter(division__parent=demand.community_id).values_list("division_id", flat=True)
    taken = demand.signatures.filter(refused_at__isnull=True, group__isnull=False)
    free = Division.objects.filter(pk__in=led).exclude(pk__in=taken.values("group_id"))
    return free.order_by("pk").first()
