"""Meetings: convened, noticed, opened, ended, cancelled, or called together again."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import (
    Committee,
    Composition,
    Meeting,
    MeetingDemand,
    MeetingKind,
    Motion,
)
from committees.selectors.quorums import meeting_lacked_quorum
from committees.services.bodies import chain_of
from committees.services.minutes import minutes_draft
from committees.services.motions import motion_defer, motion_schedule
from committees.services.participants import roll_check, roll_lay
from committees.texts import canonical_hash
from committees.workflows import MOTION, MeetingStatus, MotionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.transitions import subject_create, subject_lock, transition_apply

CONVENE = "committees.convene_meeting"


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


def meeting_convene(
    *,
    actor,
    committee: Committee,
    title: str,
    starts_at: datetime,
    place: str,
    submit_key,
    motions: tuple[Motion, ...] = (),
    sitting: Sitting = Sitting(),
) -> Meeting:
    """Plan a meeting and put ``motions`` on its agenda. The same ``submit_key`` is the same
    meeting. RuleViolated on ``title``, ``place``, ``starts_at`` (in the past), ``kind`` (a
    representatives' meeting without its share of representatives, §28), ``composition``,
    ``entitled`` or ``demand``."""
    known = Meeting.objects.filter(submit_key=submit_key, convened_by=actor).first()
    if known:
        return known
    for name, value in (("title", title), ("place", place)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    if starts_at <= clock.now():
        raise RuleViolated(_("开会时间要在现在之后。"), field="starts_at", code="past")
    _check_sitting(committee, sitting, timezone.localtime(starts_at).date())
    meeting = Meeting(
        **chain_of(committee.community),
        committee=committee,
        title=title,
        starts_at=starts_at,
        place=place,
        convened_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
        **asdict_shallow(sitting),
    )
    try:
        return _store(actor, meeting, motions)
    except IntegrityError:
        known = Meeting.objects.filter(submit_key=submit_key, convened_by=actor).first()
        if known is None:
            raise
        return known


def asdict_shallow(sitting: Sitting) -> dict:
    """Its fields as they are; ``dataclasses.asdict`` would copy the rows."""
    return {field.name: getattr(sitting, field.name) for field in fields(sitting)}


def _check_sitting(committee: Committee, sitting: Sitting, on) -> None:
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
    demand = sitting.demand
    foreign = demand is not None and demand.community_id != committee.community_id
    if foreign or (demand is not None and demand.kind != sitting.kind):
        raise RuleViolated(_("这项联名要求的不是这种会议。"), field="demand", code="kind")


@transaction.atomic
def _store(actor, meeting: Meeting, motions) -> Meeting:
    access = access_of(actor)
    access.require(CONVENE, meeting)
    subject_create(
        meeting,
        actor=actor,
        post=access.post_for(CONVENE, meeting),
        verb="convene",
        data={
            "kind": str(meeting.kind),
            "starts_at": meeting.starts_at.isoformat(),
            "motions": len(motions),
        },
    )
    roll_lay(meeting, timezone.localtime(meeting.starts_at).date())
    for motion in motions:
        motion_schedule(actor=actor, motion=motion, meeting=meeting)
    if meeting.demand_id:
        transition_apply(meeting.demand, "convene", actor=actor, data={"meeting": meeting.pk})
    return meeting


@transaction.atomic
def meeting_reconvene(
    *, actor, meeting: Meeting, starts_at: datetime, place: str, submit_key
) -> Meeting:
    """Call a meeting that ended without a quorum together again, with what it left undecided.
    The law lowers no bar for the second time: the same rules count. TransitionRefused when it
    had its quorum or was called again already."""
    known = Meeting.objects.filter(submit_key=submit_key, convened_by=actor).first()
    if known:
        return known
    meeting = subject_lock(meeting)
    if not meeting_lacked_quorum(meeting):
        words = _("这次会议没有因人数不足而未作决定，不用再次召集。")
        raise TransitionRefused(words, code="had_quorum")
    if meeting.reconvened.exclude(status=MeetingStatus.CANCELLED).exists():
        raise TransitionRefused(_("已经再次召集过了。"), code="twice")
    left = Motion.objects.filter(agenda_items__meeting=meeting, status=MotionStatus.DEFERRED)
    names = ("kind", "composition", "entitled")
    sitting = Sitting(reconvenes=meeting, **{name: getattr(meeting, name) for name in names})
    return meeting_convene(
        actor=actor,
        committee=meeting.committee,
        title=_("%(title)s（再次召集）") % {"title": meeting.title[:52]},
        starts_at=starts_at,
        place=place,
        submit_key=submit_key,
        motions=tuple(left),
        sitting=sitting,
    )


def notice_days_needed(meeting: Meeting) -> int:
    """How many days before the meeting its notice has to be out."""
    day = timezone.localtime(meeting.starts_at).date()
    return rule_set_for(day, meeting.community).rules.get("notice_days", {}).get(meeting.kind, 0)


@transaction.atomic
def meeting_notify(*, actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Send out the notice to whoever holds a seat by then. A shorter notice than the rules ask
    for is allowed and recorded as a special meeting."""
    needed = notice_days_needed(meeting)
    given = (timezone.localtime(meeting.starts_at).date() - clock.today()).days
    is_special = given < needed
    data = {"notice_days": given, "notice_days_needed": needed, "special": is_special}
    roll_lay(meeting, timezone.localtime(meeting.starts_at).date())
    return transition_apply(
        meeting,
        "notify",
        actor=actor,
        version=version,
        changes={"noticed_at": clock.now(), "is_special": is_special},
        data=data,
    ).subject


@transaction.atomic
def meeting_open(*, actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Open the meeting and freeze the rules it is held under."""
    moment = clock.now()
    frozen, rules_hash = rules_frozen(rule_set_for(clock.today(), meeting.community), meeting.kind)
    if meeting.composition == Composition.HOUSEHOLDS and "households_quorum" in frozen:
        # Villages: of households two thirds have to come, of adults half (§22).
        frozen["quorum"] = frozen["households_quorum"] | {"base": "members"}
        rules_hash = canonical_hash(frozen)
    roll_lay(meeting, clock.today())
    return transition_apply(
        meeting,
        "open",
        actor=actor,
        version=version,
        changes={"opened_at": moment, "rules": frozen},
        data={"rules": frozen["code"], "rules_hash": rules_hash},
    ).subject


@transaction.atomic
def meeting_end(*, actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """End the meeting; what was not decided is deferred. The draft
    of its minutes is made with it."""
    meeting = transition_apply(
        meeting, "end", actor=actor, version=version, changes={"ended_at": clock.now()}
    ).subject
    _defer_all(actor, meeting, _("会议结束时还没有表决。"))
    minutes_draft(actor=actor, meeting=meeting)
    return meeting


@transaction.atomic
def meeting_cancel(*, actor, meeting: Meeting, remark: str, version: int | None = None) -> Meeting:
    """Call the meeting off; its motions wait for another one."""
    meeting = transition_apply(
        meeting, "cancel", actor=actor, version=version, remark=remark, remark_is_public=True
    ).subject
    _defer_all(actor, meeting, remark)
    if meeting.demand_id:
        transition_apply(meeting.demand, "reopen", data={"meeting": meeting.pk})
    return meeting


def _defer_all(actor, meeting: Meeting, remark: str) -> None:
    waiting = Motion.objects.filter(
        agenda_items__meeting=meeting, status__in=MOTION["defer"].sources
    )
    for motion in waiting:
        motion_defer(actor=actor, motion=motion, remark=remark)
