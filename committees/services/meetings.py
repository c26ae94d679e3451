"""Meetings: convened, noticed, opened, ended, cancelled, or called together again."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Committee, Composition, Meeting, Motion
from committees.selectors.quorums import meeting_lacked_quorum
from committees.services.bodies import chain_of
from committees.services.minutes import minutes_draft
from committees.services.motions import motion_defer, motion_schedule
from committees.services.participants import roll_check, roll_lay
from committees.services.points import demand_point_add
from committees.services.sittings import Sitting, asdict_shallow, sitting_check
from committees.texts import canonical_hash
from committees.workflows import MOTION, DemandStatus, MeetingStatus, MotionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact, end_of
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.transitions import subject_create, subject_lock, transition_apply

CONVENE = "committees.convene_meeting"


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
    ``entitled``, ``demand``, or ``starts_at`` (after the day a demand has to be met by)."""
    known = Meeting.objects.filter(submit_key=submit_key, convened_by=actor).first()
    if known:
        return known
    for name, value in (("title", title), ("place", place)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    if starts_at <= clock.now():
        raise RuleViolated(_("开会时间要在现在之后。"), field="starts_at", code="past")
    sitting_check(committee, sitting, timezone.localtime(starts_at).date())
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
        demand_point_add(actor, meeting)
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


def special_words(meeting: Meeting, step: str) -> str:
    """Why ``step`` (notify or open) needs a special reason now; "" when it needs none."""
    if step == "notify" and meeting.status == MeetingStatus.PLANNED:
        needed = notice_days_needed(meeting)
        given = _days_before(meeting)
        if given < needed:
            words = _("离开会只有 %(given)d 天，规定提前 %(needed)d 天通知：请写明特别召集的原因。")
            return words % {"given": max(given, 0), "needed": needed}
    early = meeting.status == MeetingStatus.NOTICED and clock.now() < meeting.starts_at
    if step == "open" and early:
        words = _("通知的开会时间是 %(when)s，还没有到：提前开会请写明特别的原因。")
        return words % {"when": f"{timezone.localtime(meeting.starts_at):%m-%d %H:%M}"}
    return ""


def _days_before(meeting: Meeting) -> int:
    return (timezone.localtime(meeting.starts_at).date() - clock.today()).days


def _special(meeting: Meeting, step: str, reason: str) -> dict:
    """What a shorter way than the rules ask for leaves on the meeting. RuleViolated on ``reason``
    when nobody says why."""
    reason, words = reason.strip(), special_words(meeting, step)
    if not words:
        return {}
    if not reason:
        raise RuleViolated(words, field="reason", code="required")
    if len(reason) > 200:
        raise RuleViolated(_("最多 200 字。"), field="reason", code="max_length")
    return {"is_special": True, "special_reason": meeting.special_reason or reason}


@transaction.atomic
def meeting_notify(
    *, actor, meeting: Meeting, version: int | None = None, reason: str = ""
) -> Meeting:
    """Send out the notice to whoever holds a seat by then. A shorter notice than the rules ask
    for makes it a special meeting, which needs a ``reason`` (§26). A demand is met by the notice.
    RuleViolated on ``reason`` or ``kind`` (too few representatives by now, §28)."""
    needed, given = notice_days_needed(meeting), _days_before(meeting)
    day = timezone.localtime(meeting.starts_at).date()
    special = _special(meeting, "notify", reason)
    data = {"notice_days": given, "notice_days_needed": needed, "special": bool(special)}
    roll_lay(meeting, day)
    roll_check(meeting.kind, meeting.community, day)
    meeting = transition_apply(
        meeting,
        "notify",
        actor=actor,
        version=version,
        changes={"noticed_at": clock.now(), **special},
        data=data,
        remark=special.get("special_reason", ""),
        remark_is_public=bool(special),
    ).subject
    if meeting.demand_id and meeting.demand.status == DemandStatus.REACHED:
        told = {"meeting": meeting.pk, "late": day > meeting.demand.due_on}
        told |= clock_fact("stopped")
        transition_apply(meeting.demand, "convene", actor=actor, data=told)
    return meeting


@transaction.atomic
def meeting_open(
    *, actor, meeting: Meeting, version: int | None = None, reason: str = ""
) -> Meeting:
    """Open the meeting and freeze the rules it is held under. Before the time of its notice it
    opens only as a special meeting, with a ``reason``: people were told another time.
    RuleViolated on ``reason`` or ``kind`` (too few representatives by now, §28)."""
    moment = clock.now()
    special = _special(meeting, "open", reason)
    frozen, rules_hash = rules_frozen(rule_set_for(clock.today(), meeting.community), meeting.kind)
    if meeting.composition == Composition.HOUSEHOLDS and "households_quorum" in frozen:
        # Villages: of households two thirds have to come, of adults half (§22).
        frozen["quorum"] = frozen["households_quorum"] | {"base": "members"}
        rules_hash = canonical_hash(frozen)
    roll_lay(meeting, clock.today())
    roll_check(meeting.kind, meeting.community, clock.today())
    return transition_apply(
        meeting,
        "open",
        actor=actor,
        version=version,
        changes={"opened_at": moment, "rules": frozen, **special},
        data={"rules": frozen["code"], "rules_hash": rules_hash, "early": bool(special)},
        remark=reason.strip() if special else "",
        remark_is_public=bool(special),
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
    if meeting.demand_id and meeting.demand.status == DemandStatus.CONVENED:
        told = {"meeting": meeting.pk}
        told |= clock_fact("again", after=end_of(meeting.demand.due_on))
        transition_apply(meeting.demand, "reopen", data=told)
    return meeting


def _defer_all(actor, meeting: Meeting, remark: str) -> None:
    waiting = Motion.objects.filter(
        agenda_items__meeting=meeting, status__in=MOTION["defer"].sources
    )
    for motion in waiting:
        motion_defer(actor=actor, motion=motion, remark=remark)
