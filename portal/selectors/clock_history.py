"""The history of a clock in words, read off the timeline that a page has loaded already, or off
the record where a page shows no timeline."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.models import Record
from portal.selectors.timelines import TimelineEntry, timeline_entries

# data["clock"]["turn"] → (icon, words); what was written down by portal.kernel.deadlines.clock_fact
TURNS = {
    "started": ("play-circle", gettext_lazy("开始计时")),
    "restarted": ("arrow-repeat", gettext_lazy("重新计时")),
    "moved": ("pencil-square", gettext_lazy("换了类别，期限改变")),
    "paused": ("pause-circle", gettext_lazy("暂停：等反映人补充")),
    "resumed": ("play-circle", gettext_lazy("继续计时：暂停的时间补回")),
    "again": ("play-circle", gettext_lazy("又开始计时，期限不变")),
    "extended": ("hourglass-split", gettext_lazy("批准延期")),
    "step": ("arrow-right-circle", gettext_lazy("进入下一步，另行计时")),
    "stopped": ("stop-circle", gettext_lazy("计时结束")),
    "handed_up": ("arrow-up-circle", gettext_lazy("上报街道，时限照算")),
    "handed_back": ("arrow-return-left", gettext_lazy("街道交回，时限照算")),
    "yellow": ("hourglass-split", gettext_lazy("只剩五分之一的时间")),
    "red": ("exclamation-circle-fill", gettext_lazy("超期")),
    "escalated": ("megaphone", gettext_lazy("超期过半，报给上级")),
}


@dataclass(frozen=True)
class ClockTurn:
    """One turn of a clock; ``moved`` says from which deadline to which, where it moved."""

    when: datetime | str
    icon: str
    words: str
    who: str
    before: datetime | None = None
    after: datetime | None = None
    level: str = ""


def clock_turns(entries: list[TimelineEntry]) -> list[ClockTurn]:
    """The turns among ``entries``, in their order; those of older rows that kept nothing of the
    clock are left out. No statement of its own."""
    return [_turn(entry) for entry in entries if entry.data.get("clock")]


def clock_turns_of(subject, *, names: bool) -> list[ClockTurn]:
    """The turns of the subject's clock, newest first, however much else the record holds of it;
    one statement. ``names`` as in ``timeline_entries``: without, what is public."""
    rows = Record.objects.of(subject).filter(data__has_key="clock")
    if not names:
        rows = rows.filter(is_public=True)
    rows = rows.select_related("remark", "actor", "actor_division").order_by("-id")
    return clock_turns(timeline_entries(list(rows), names=names))


def _turn(entry: TimelineEntry) -> ClockTurn:
    fact = entry.data["clock"]
    icon, words = TURNS[fact["turn"]]
    before, after = (parse_datetime(fact.get(name) or "") for name in ("from", "to"))
    return ClockTurn(
        when=entry.when,
        icon=icon,
        words=str(words),
        who=entry.who or _("系统"),
        before=before,
        after=after,
        level=fact["turn"] if fact["turn"] in {"yellow", "red", "escalated"} else "",
    )
