"""The record of an issue in words: what the storeys above wrote down becomes a sentence."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.selectors.timelines import TimelineEntry, records_of_one, timeline_entries
from resident_affairs.workflows import IssueStatus

# data["what"] → (whose hand, the sentence); %(…)s are filled from data.
TOLD = {
    "motion_raised": ("deliberation", gettext_lazy("居委会把它列为议题 %(motion)s")),
    "motion_scheduled": ("deliberation", gettext_lazy("已排上居委会会议的议程")),
    "motion_deferred": ("deliberation", gettext_lazy("这次会议没有议完，留到下次")),
    "motion_rejected": (
        "deliberation",
        gettext_lazy("表决没有通过：赞成 %(for)s、反对 %(against)s、弃权 %(abstain)s"),
    ),
    "vote_opened": ("deliberation", gettext_lazy("居委会开始表决")),
    "resolution_adopted": (
        "deliberation",
        gettext_lazy("居委会通过了决议：赞成 %(for)s、反对 %(against)s、弃权 %(abstain)s"),
    ),
    "resolution_published": ("deliberation", gettext_lazy("决议已经公布")),
    "resolution_rescinded": ("deliberation", gettext_lazy("决议被撤销")),
    "execution_started": ("execution", gettext_lazy("社工站开始执行决议 %(resolution)s")),
    "task_opened": ("execution", gettext_lazy("社工站立了任务")),
    "task_assigned": ("execution", gettext_lazy("社工站指派了人")),
    "task_accepted": ("execution", gettext_lazy("社工接下了这件事")),
    "task_progress": ("execution", gettext_lazy("社工站报告了进展")),
    "task_blocked": ("execution", gettext_lazy("遇到困难，暂时停下")),
    "task_unblocked": ("execution", gettext_lazy("困难解决，继续办理")),
    "task_delivered": ("execution", gettext_lazy("社工站说办好了，等待验收")),
    "task_verified": ("deliberation", gettext_lazy("居委会验收通过")),
    "task_rework": ("deliberation", gettext_lazy("验收没有通过，退回再做")),
    "extension_granted": ("execution", gettext_lazy("办理时间经批准延长")),
    "whistle_blown": ("execution", gettext_lazy("街道请 %(calls)s 个部门到现场一起办")),
    "whistle_arrived": ("execution", gettext_lazy("部门到场 %(arrived)s 个，共请了 %(calls)s 个")),
    "whistle_working": ("execution", gettext_lazy("部门开始在现场办理")),
    "whistle_done": ("execution", gettext_lazy("部门在现场办完了")),
    "whistle_cancelled": ("execution", gettext_lazy("不再需要部门到现场")),
    "referral_made": ("execution", gettext_lazy("街道转给主管部门答复")),
    "referral_answered": ("execution", gettext_lazy("主管部门作了答复")),
    "referral_declined": ("execution", gettext_lazy("部门说明不归它管，街道另行安排")),
    "referral_recalled": ("execution", gettext_lazy("街道收回转办，另行安排")),
}
# The same where the figures of the vote were not written down with it.
SHORT = {
    "resolution_adopted": gettext_lazy("居委会表决通过，形成决议 %(resolution)s"),
    "motion_rejected": gettext_lazy("居委会表决没有通过"),
}
HANDS_BY_WORD = (
    ("motion", "deliberation"),
    ("vote", "deliberation"),
    ("resolution", "deliberation"),
)


# Messages stand in their own place; who follows is nobody's business; notes are the handlers'.
SAID_ELSEWHERE = frozenset({"message", "follow", "unfollow"})
HANDLERS_ONLY = frozenset({"note", "reporter_seen"})


class _Known(dict):
    """Missing numbers stay a dash instead of breaking the sentence."""

    def __missing__(self, key):
        return "—"


def entries_of(issue, *, public_only: bool, names: bool) -> list[TimelineEntry]:
    """The timeline of one issue, newest first, with what is still to come on top; one statement."""
    return entries_from(issue, records_of_one(issue, public_only=public_only), names=names)


def entries_from(issue, records, *, names: bool) -> list[TimelineEntry]:
    """The same from rows that are read already; no statement."""
    left_out = SAID_ELSEWHERE if names else SAID_ELSEWHERE | HANDLERS_ONLY
    records = [record for record in records if record.verb not in left_out]
    told = [entry_told(entry) for entry in timeline_entries(records, names=names)]
    return _to_come(issue) + told


def entry_told(entry: TimelineEntry) -> TimelineEntry:
    """One entry in the words of what happened above."""
    what = entry.data.get("what", "")
    if what in TOLD:
        hand, sentence = TOLD[what]
        if what in SHORT and "for" not in entry.data:
            sentence = SHORT[what]
        return replace(entry, hand=hand, title=str(sentence) % _Known(entry.data), plain="")
    for word, hand in HANDS_BY_WORD:
        if str(what).startswith(word):
            return replace(entry, hand=hand)
    if "score" in entry.data:
        solved = _("已解决") if entry.data.get("solved") else _("没有解决")
        words = _("评价 %(score)s 分，%(solved)s") % {
            "score": entry.data["score"],
            "solved": solved,
        }
        return replace(entry, plain=words)
    return replace(entry, plain="") if entry.plain == entry.title else entry


def _to_come(issue) -> list[TimelineEntry]:
    """The steps ahead, farthest first."""
    if not issue.is_open:
        return []
    ahead = [_future("residents", _("您确认、评价") if issue.reporter_id else _("确认、评价"))]
    if issue.status in {IssueStatus.SETTLED, IssueStatus.ANSWERED}:
        return ahead
    if issue.status == IssueStatus.REFERRED:
        ahead.append(_future("execution", _("社工站执行")))
        ahead.append(_future("deliberation", _("居委会议事、表决")))
    elif issue.status in {IssueStatus.ASSIGNED, IssueStatus.IN_PROGRESS}:
        ahead.append(_future("execution", _("办好、验收")))
    elif issue.status == IssueStatus.ESCALATED:
        ahead.append(_future("calm", _("街道办理")))
    elif issue.status == IssueStatus.AT_DISTRICT:
        ahead.append(_future("calm", _("区里办理")))
    else:
        ahead.append(_future("residents", _("社区受理，安排人办")))
    return ahead


def _future(hand: str, title: str) -> TimelineEntry:
    return TimelineEntry(when=None, hand=hand, title=title, plain="", who="", is_future=True)
