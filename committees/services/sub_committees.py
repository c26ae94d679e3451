"""Sub-committees of a term: set up, filled and left, dissolved by a decision (§11)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import (
    Committee,
    Ground,
    MeetingKind,
    Membership,
    Remit,
    Resolution,
    SubCommittee,
    SubCommitteeSeat,
)
from committees.selectors.places import Place
from committees.services.seats import place_lock, term_check, term_lapse
from committees.workflows import ResolutionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import User
from portal.services.records import record_append

MANAGE = "committees.manage_bodies"
GROUNDS = (Ground.RESIGNATION, Ground.MOVED, Ground.RECALL, Ground.DEATH)


def _may(actor, committee: Committee) -> None:
    if actor is not None:
        access_of(actor).require(MANAGE, Place(committee.community))


def _recorded(row, committee: Committee, verb: str, actor, data: dict) -> None:
    words = {"division_id": committee.community_id, "data": data}
    record_append(subject=row, verb=verb, actor=actor, **words)


@transaction.atomic
def sub_committee_set(*, actor, committee: Committee, remit: str, head: Membership) -> SubCommittee:
    """Set up a sub-committee, or give it another head, who must sit on the committee now."""
    _may(actor, committee)
    place_lock(committee.community)
    if not committee.memberships.active().filter(pk=head.pk).exists():
        raise RuleViolated(_("主任由在任的居委会成员担任。"), field="head", code="head")
    row, _made = SubCommittee.objects.update_or_create(
        committee=committee, remit=Remit(remit), dissolved_on=None, defaults={"head": head}
    )
    data = {"remit": row.remit, "membership": head.pk}
    _recorded(row, committee, "sub_committee_set", actor, data)
    return row


def _living(row: SubCommittee) -> SubCommittee:
    """The sub-committee with its place locked; TransitionRefused once it is dissolved."""
    place_lock(row.committee.community)
    row = SubCommittee.objects.select_related("committee__community", "head").get(pk=row.pk)
    if row.dissolved_on is not None:
        raise TransitionRefused(_("这个下属委员会已经撤销。"), code="dissolved")
    return row


def _check_person(row: SubCommittee, user: User | None, name: str, on: date) -> None:
    sitting = row.seats.active(on)
    if user is None:
        if sitting.filter(user=None, name=name).exists():
            raise RuleViolated(_("此人已是成员。"), field="name", code="twice")
        return
    if user.pk == row.head.user_id:
        raise RuleViolated(_("此人是主任，不用再登记。"), field="user", code="head")
    if sitting.filter(user=user).exists():
        raise RuleViolated(_("此人已是成员。"), field="user", code="twice")


@transaction.atomic
def sub_seat_add(
    *,
    actor,
    sub_committee: SubCommittee,
    user: User | None = None,
    name: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    submit_key=None,
) -> SubCommitteeSeat:
    """Seat a member beside the head, for a term within the committee's own; it brings no role. The
    same ``submit_key`` is the same seat. RuleViolated on ``user``, ``name`` or the term;
    TransitionRefused once it is dissolved."""
    _may(actor, sub_committee.committee)
    row = _living(sub_committee)
    known = row.seats.filter(submit_key=submit_key).first() if submit_key else None
    if known is not None:
        return known
    name = (user.name if user else name).strip()
    if not name or len(name) > 40:
        words = _("请填写姓名（最多四十字），或者填写账号。")
        raise RuleViolated(words, field="name", code="required")
    valid_from, valid_to = term_check(row.committee.community, valid_from, valid_to)
    if user is not None:
        term_lapse(row.seats.filter(user=user), valid_from)
    _check_person(row, user, name, valid_from)
    keyed = {"submit_key": submit_key} if submit_key else {}
    term = {"valid_from": valid_from, "valid_to": valid_to}
    seat = row.seats.create(user=user, name=name, **term, **keyed)
    _recorded(seat, row.committee, "sub_seat_add", actor, {"sub_committee": row.pk})
    return seat


@transaction.atomic
def sub_seat_end(
    *, actor, seat: SubCommitteeSeat, ground: str, on: date | None = None
) -> SubCommitteeSeat:
    """End a member's term with its ground. RuleViolated on ``ground`` or ``on``."""
    committee, on = seat.sub_committee.committee, on or clock.today()
    _may(actor, committee)
    place_lock(committee.community)
    seat = SubCommitteeSeat.objects.get(pk=seat.pk)
    if ground not in GROUNDS:
        raise RuleViolated(_("请选择终止的原因。"), field="ground", code="ground")
    if seat.ended_ground or not seat.valid_from <= on <= clock.today():
        raise RuleViolated(_("请填写任期之内、不晚于今天的日期。"), field="on", code="term")
    _ended(seat, ground, on)
    _recorded(seat, committee, "sub_seat_end", actor, {"ground": ground})
    return seat


def _ended(seat: SubCommitteeSeat, ground: str, on: date) -> None:
    seat.valid_to, seat.ended_ground = on, ground
    seat.save(update_fields=["valid_to", "ended_ground"])


def _decision_check(row: SubCommittee, resolution: Resolution | None, on: date) -> None:
    """A decision in force of the committee's own meeting, not after ``on``, nor ahead of today."""
    if resolution is None:
        raise RuleViolated(_("请选定撤销它的决议。"), field="resolution", code="required")
    meeting = resolution.vote_event.meeting
    if meeting.kind != MeetingKind.COMMITTEE or meeting.committee_id != row.committee_id:
        words = _("要选本届居委会会议的决议。")
        raise RuleViolated(words, field="resolution", code="foreign")
    if resolution.status == ResolutionStatus.RESCINDED:
        raise RuleViolated(_("这项决议已经废止。"), field="resolution", code="rescinded")
    if not timezone.localdate(resolution.adopted_at) <= on <= clock.today():
        raise RuleViolated(_("不能早于会议决定的那一天，也不能晚于今天。"), field="on", code="term")


@transaction.atomic
def sub_committee_dissolve(
    *, actor, sub_committee: SubCommittee, resolution: Resolution | None, on: date | None = None
) -> SubCommittee:
    """Dissolve it from the day ``on`` by the committee's decision; its members' terms end with it.
    RuleViolated on ``resolution`` or ``on``; TransitionRefused when it is dissolved already."""
    _may(actor, sub_committee.committee)
    row, on = _living(sub_committee), on or clock.today()
    _decision_check(row, resolution, on)
    row.dissolved_on, row.dissolved_by = on, resolution
    row.save(update_fields=["dissolved_on", "dissolved_by"])
    for seat in row.seats.filter(ended_ground="").exclude(valid_to__lte=on):
        _ended(seat, Ground.DISSOLVED, max(on, seat.valid_from))
    data = {"remit": row.remit, "resolution": resolution.pk}
    _recorded(row, row.committee, "sub_committee_dissolve", actor, data)
    return row
