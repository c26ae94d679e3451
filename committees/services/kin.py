"""Near kin: declaring a tie, and refusing a seat beside it (§10, §36)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models import Kinship, KinTie, Membership, OversightSeat
from committees.selectors.places import Place
from portal.access.checker import access_of
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.services.records import record_append

MANAGE = "committees.manage_membership"


def sitting_ids(community_id: int, on=None) -> tuple[set[int], set[int]]:
    """Who sits on the committee and on the oversight committee of a community."""
    members = Membership.objects.active(on).filter(committee__community=community_id)
    watching = OversightSeat.objects.active(on).filter(community=community_id)
    return (
        set(members.values_list("user_id", flat=True)),
        set(watching.values_list("user_id", flat=True)),
    )


def is_kin_of_any(user, others: Iterable[int]) -> bool:
    """Whether a declared tie binds ``user`` to one of ``others``."""
    others = set(others) - {user.pk}
    rows = KinTie.objects.filter(Q(one=user, other__in=others) | Q(other=user, one__in=others))
    return rows.exists()


def kin_refuse(user, others: Iterable[int], article: str) -> None:
    """RuleViolated on ``user`` when a declared tie binds them to one of ``others``. It does not
    say to whom: who is kin to whom is nobody else's business."""
    if is_kin_of_any(user, others):
        words = _("此人与在任成员有近亲属关系，不能同时任职（%(article)s）。")
        raise RuleViolated(words % {"article": article}, field="user", code="kin")


@transaction.atomic
def kin_declare(*, actor, community: Division, one, other, kinship: str) -> KinTie:
    """Note that two people are near kin; one of them sits in ``community``. Once is enough.

    RuleViolated on ``other`` (the same person, or nobody of the two sits here).
    """
    if actor is not None:
        access_of(actor).require(MANAGE, Place(community))
    if one.pk == other.pk:
        raise RuleViolated(_("这是同一个人。"), field="other", code="same")
    members, watching = sitting_ids(community.pk)
    if not {one.pk, other.pk} & (members | watching):
        words = _("两人中至少有一人要是本社区居委会或居务监督委员会的成员。")
        raise RuleViolated(words, field="other", code="foreign")
    one, other = sorted((one, other), key=lambda user: user.pk)
    tie, made = KinTie.objects.get_or_create(
        one=one, other=other, defaults={"kinship": Kinship(kinship), "noted_by": actor}
    )
    if made:
        record_append(
            subject=tie,
            verb="kin_declare",
            actor=actor,
            division_id=community.pk,
            is_public=False,
        )
    return tie


@transaction.atomic
def kin_withdraw(*, actor, community: Division, tie_id: int) -> None:
    """Take back a tie that was noted by mistake; that it stood, and who took it back, stays on
    record. NotFound unless one of the two sits in ``community``."""
    access_of(actor).require(MANAGE, Place(community))
    members, watching = sitting_ids(community.pk)
    tie = KinTie.objects.select_for_update().filter(pk=tie_id).first()
    if tie is None or not {tie.one_id, tie.other_id} & (members | watching):
        raise NotFound()
    record_append(
        subject=tie,
        verb="kin_withdraw",
        actor=actor,
        division_id=community.pk,
        data={"one": tie.one_id, "other": tie.other_id, "kinship": tie.kinship},
        is_public=False,
    )
    tie.delete()
