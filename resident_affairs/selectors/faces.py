"""How an issue shows itself: in whose hand it is, whose turn it is, and how its clock stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel import clock
from portal.kernel.deadlines import ESCALATED, RED, YELLOW, Reading
from resident_affairs.models import Issue
from resident_affairs.workflows import IssueStatus

S = IssueStatus
HANDS = {
    S.ASSIGNED: "execution",
    S.IN_PROGRESS: "execution",
    S.REFERRED: "deliberation",
    S.ESCALATED: "calm",
    S.AT_DISTRICT: "calm",
    S.CLOSED: "calm",
    S.DECLINED: "calm",
    S.WITHDRAWN: "calm",
    S.MERGED: "calm",
}
WAITS_FOR_RESIDENT = {S.SETTLED, S.ANSWERED}


@dataclass(frozen=True)
class Deadline:
    """The clock in words: state is ok, soon (yellow), overdue (red), escalated, paused or none."""

    state: str
    text: str = ""
    date: datetime | None = None


@dataclass(frozen=True)
class Face:
    """Everything a card or the head of a page says about where an issue is.

    What only the head of a page says is worked out when it is asked: a list has fifty faces.
    """

    issue: Issue
    is_mine: bool
    waits: bool
    deadline: Deadline

    @property
    def hand(self) -> str:
        """In whose hand it is."""
        return HANDS.get(self.issue.status, "residents")

    @property
    def status_label(self) -> str:
        """The state in words."""
        return self.issue.status_name()

    @property
    def needs_you(self) -> bool:
        """Whether it waits for the reader."""
        return self.is_mine and self.waits

    @property
    def needs_label(self) -> str:
        """What it waits for, in words."""
        if self.issue.status in WAITS_FOR_RESIDENT:
            return _("等您确认")
        return _("等您补充")

    @property
    def unit(self) -> str:
        """Whose turn it is: the unit."""
        return _turn(self.issue, self.is_mine, self.waits)[0]

    @property
    def person(self) -> str:
        """Whose turn it is: the person."""
        return _turn(self.issue, self.is_mine, self.waits)[1]


def face_of(issue, user_id: int | None = None) -> Face:
    """The face that ``user_id`` sees; needs community and sub-district loaded with the issue."""
    waits = issue.status in WAITS_FOR_RESIDENT or (
        issue.is_open and issue.clock_paused_at is not None
    )
    is_mine = user_id is not None and issue.reporter_id == user_id
    return Face(issue=issue, is_mine=is_mine, waits=waits, deadline=deadline_of(issue))


def _turn(issue, mine: bool, waits: bool) -> tuple[str, str]:
    """(unit, person) for the whose-turn line; two blanks when nobody need act."""
    if not issue.is_open:
        return "", ""
    if waits:
        if issue.status in WAITS_FOR_RESIDENT:
            return "", _("您确认和评价") if mine else _("反映人确认和评价")
        return "", _("您补充情况") if mine else _("反映人补充情况")
    place = issue.community.short_name
    if issue.status in {S.ASSIGNED, S.IN_PROGRESS}:
        return _("%(place)s社工站") % {"place": place}, ""
    if issue.status == S.REFERRED:
        return _("%(place)s居委会") % {"place": place}, ""
    if issue.status == S.ESCALATED:
        return _("%(place)s办事处") % {"place": issue.subdistrict.short_name}, ""
    if issue.status == S.AT_DISTRICT:
        return _("区里"), ""
    return _("%(place)s受理岗") % {"place": place}, ""


def deadline_of(issue) -> Deadline:
    """How the clock of ``issue`` stands now."""
    if not issue.is_open or issue.status in WAITS_FOR_RESIDENT or issue.due_at is None:
        return Deadline("none")
    if issue.clock_paused_at:
        return Deadline("paused", _("时限暂停"))
    reading = Reading(issue.clock_from or issue.created_at, issue.due_at)
    return deadline_shown(reading, clock.now())


STATES = {"": "ok", YELLOW: "soon", RED: "overdue", ESCALATED: "escalated"}


def deadline_shown(reading: Reading, moment: datetime) -> Deadline:
    """A running clock at ``moment``, by the very levels at which people are told."""
    level, left = reading.level_at(moment), reading.due_at - moment
    if level == ESCALATED:
        words = _("超期 %(span)s，已上报") % {"span": span_in_words(-left)}
    elif level == RED:
        words = _("超期 %(span)s") % {"span": span_in_words(-left)}
    elif level == YELLOW:
        words = _("快到期，还剩 %(span)s") % {"span": span_in_words(left)}
    else:
        words = _("还剩 %(span)s") % {"span": span_in_words(left)}
    return Deadline(STATES[level], words, reading.due_at)


def span_in_words(span: timedelta) -> str:
    """Days, or hours below one day, or minutes below one hour."""
    if span >= timedelta(days=1):
        return ngettext("%(n)d 天", "%(n)d 天", span.days) % {"n": span.days}
    hours, minutes = span.seconds // 3600, span.seconds % 3600 // 60
    if hours:
        return ngettext("%(n)d 小时", "%(n)d 小时", hours) % {"n": hours}
    return ngettext("%(n)d 分钟", "%(n)d 分钟", minutes) % {"n": minutes}
