"""Meetings: convened, noticed, opened, ended or cancelled, and the order of their agenda."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import AgendaItem, Committee, Meeting, Motion
from committees.services.bodies import chain_of
from committees.services.minutes import minutes_draft
from committees.services.motions import motion_defer, motion_schedule
from committees.workflows import MOTION, MeetingStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.records import record_append
from portal.services.transitions import subject_create, transition_apply

CONVENE = "committees.convene_meeting"
TOPIC = "committee_meeting"


def meeting_convene(
    *,
    actor,
    committee: Committee,
    title: str,
    starts_at: datetime,
    place: str,
    submit_key,
    motions: tuple[Motion, ...] = (),
) -> Meeting:
    """Plan a meeting and put ``motions`` on its agenda. The same ``submit_key`` is the same
    meeting. RuleViolated on ``title``, ``place`` or ``starts_at`` (in the past)."""
    known = Meeting.objects.filter(submit_key=submit_key, convened_by=actor).first()
    if known:
        return known
    for name, value in (("title", title), ("place", place)):
        if not value.strip():
            raise RuleViolated(_("请填写。"), field=name, code="required")
    if starts_at <= clock.now():
        raise RuleViolated(_("开会时间要在现在之后。"), field="starts_at", code="past")
    meeting = Meeting(
        **chain_of(committee.community),
        committee=committee,
        title=title,
        starts_at=starts_at,
        place=place,
        convened_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
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
        data={"starts_at": meeting.starts_at.isoformat(), "motions": len(motions)},
    )
    for motion in motions:
        motion_schedule(actor=actor, motion=motion, meeting=meeting)
    return meeting


def notice_days_needed(meeting: Meeting) -> int:
    """How many days before the meeting its notice has to be out."""
    day = timezone.localtime(meeting.starts_at).date()
    return rule_set_for(day, meeting.community).rules.get("notice_days", {}).get(TOPIC, 0)


@transaction.atomic
def meeting_notify(*, actor, meeting: Meeting, version: int | None = None) -> Meeting:
    """Send out the notice. A shorter notice than the rules ask for is allowed and recorded as a
    special meeting."""
    needed = notice_days_needed(meeting)
    given = (timezone.localtime(meeting.starts_at).date() - clock.today()).days
    is_special = given < needed
    data = {"notice_days": given, "notice_days_needed": needed, "special": is_special}
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
    frozen, rules_hash = rules_frozen(rule_set_for(clock.today(), meeting.community), TOPIC)
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
    return meeting


def _defer_all(actor, meeting: Meeting, remark: str) -> None:
    waiting = Motion.objects.filter(
        agenda_items__meeting=meeting, status__in=MOTION["defer"].sources
    )
    for motion in waiting:
        motion_defer(actor=actor, motion=motion, remark=remark)


def _agenda_lock(actor, item: AgendaItem) -> Meeting:
    """The meeting of ``item``, locked, if its agenda may still be changed by the actor."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(pk=item.meeting_id).first()
    if meeting is None:
        raise NotFound()
    access_of(actor).require(CONVENE, meeting)
    if meeting.status not in {MeetingStatus.PLANNED, MeetingStatus.NOTICED}:
        raise TransitionRefused(_("会议开始后，议程就不能再改了。"), code="agenda")
    return meeting


@transaction.atomic
def agenda_remove(*, actor, item: AgendaItem, remark: str = "") -> Meeting:
    """Take a motion off the agenda before the meeting begins; the motion is deferred."""
    meeting = _agenda_lock(actor, item)
    motion_defer(actor=actor, motion=item.motion, remark=remark or _("调整议程，改日再议。"))
    item.delete()
    _agenda_recorded(actor, meeting)
    return meeting


@transaction.atomic
def agenda_move(*, actor, item: AgendaItem, up: bool) -> Meeting:
    """Move a motion one place up or down the agenda."""
    meeting = _agenda_lock(actor, item)
    order = list(meeting.agenda_items.all())
    here = next((at for at, row in enumerate(order) if row.pk == item.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if there is None or not 0 <= there < len(order):
        return meeting
    order[here], order[there] = order[there], order[here]
    for position, row in enumerate(order, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(order, ["position"])
    _agenda_recorded(actor, meeting)
    return meeting


def _agenda_recorded(actor, meeting: Meeting) -> None:
    order = list(meeting.agenda_items.values_list("motion_id", flat=True))
    record_append(
        subject=meeting,
        verb="arrange",
        actor=actor,
        post=access_of(actor).post_for(CONVENE, meeting),
        data={"motions": order},
        is_public=False,
    )
