"""Whose meeting it is and why it is called: what has to hold before it is planned."""

from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from committees.models import Committee, Composition, Meeting, MeetingDemand, MeetingKind
from committees.selectors.demands import roll_sizes
from committees.services.participants import roll_check
from committees.workflows import DemandStatus, MeetingStatus
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Whose meeting it is and why it is called.

    entitled, composition  of a residents' meeting: how many may come, and who those are (§26)
    """

    kind: str = MeetingKind.COMMITTEE
    composition: str = ""
    entitled: int | None = None
    demand: MeetingDemand | None = None
    reconvenes: Meeting | None = None


def asdict_shallow(sitting: Sitting) -> dict:
    """Its fields as they are; ``dataclasses.asdict`` would copy the rows."""
    return {field.name: getattr(sitting, field.name) for field in fields(sitting)}


def sitting_check(committee: Committee, sitting: Sitting, on: date) -> None:
    """RuleViolated on ``kind``, ``composition``, ``entitled``, ``demand`` or ``starts_at``;
    TransitionRefused for a demand that asks for no meeting now."""
    if sitting.kind not in MeetingKind.values:
        raise RuleViolated(_("请选择会议种类。"), field="kind", code="invalid")
    roll_check(sitting.kind, committee.community, on)
    of_residents = sitting.kind == MeetingKind.RESIDENTS
    if of_residents and sitting.composition not in Composition.values:
        raise RuleViolated(_("请选择由谁组成。"), field="composition", code="required")
    if of_residents and not (sitting.entitled and sitting.entitled >= 1):
        raise RuleViolated(_("请填应到人数（或户数）。"), field="entitled", code="required")
    if not of_residents and (sitting.composition or sitting.entitled):
        words = _("只有居民会议才填这一项。")
        raise RuleViolated(words, field="entitled", code="not_residents")
    if of_residents:
        _check_roll(committee, sitting, on)
    if sitting.demand is not None:
        _check_demand(committee, sitting, on)


def _check_roll(committee: Committee, sitting: Sitting, on: date) -> None:
    """The number is not smaller than what the portal knows of the place: a smaller roll would
    lower the quorum (§27)."""
    known = roll_sizes(committee.community, {sitting.composition: None}, on)
    size = known.get(sitting.composition)
    if size and sitting.entitled < size:
        words = _(
            "社区登记的是 %(size)d，应到的不能比它少；"
            "数字过时的，请先由管理员更新社区的户数和人口。"
        )
        raise RuleViolated(words % {"size": size}, field="entitled", code="too_few")


def _check_demand(committee: Committee, sitting: Sitting, on: date) -> None:
    """A demand is answered by one meeting of its kind, on a day within its time (§26, §29). Once
    that time is over the duty stays and every day is late."""
    demand = sitting.demand
    if demand.community_id != committee.community_id or demand.kind != sitting.kind:
        raise RuleViolated(_("这项联名要求的不是这种会议。"), field="demand", code="kind")
    if demand.status != DemandStatus.REACHED:
        words = _("这项联名要求现在不用召集会议。")
        raise TransitionRefused(words, code="not_reached")
    if demand.meetings.exclude(status=MeetingStatus.CANCELLED).exists():
        raise RuleViolated(_("为这项联名要求已经排了会议。"), field="demand", code="twice")
    if on > demand.due_on >= clock.today():
        words = _("应居民联名要求的会议要在 %(day)s 以前召开。")
        day = demand.due_on.isoformat()
        raise RuleViolated(words % {"day": day}, field="starts_at", code="after_due")
