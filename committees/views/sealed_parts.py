"""What the pages of a sealed vote show beside their words: steps, facts, result, board."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.sealing import fingerprint_of
from committees.selectors import sealed as read
from committees.selectors.arithmetic import outcome_words
from committees.selectors.papers import moment
from committees.selectors.receipt_signatures import receipt_is_ours, receipt_key
from committees.selectors.sealed_motions import vote_of_box
from committees.services.sealed_opening import is_quorate
from committees.workflows.sealed import SealedStatus
from portal.views.steps import buttons_for, split

STEP, KEY = "committees:sealed_step", "committees:sealed_key"
ORDER = [
    SealedStatus.DRAFTED,
    SealedStatus.ROLL_FROZEN,
    SealedStatus.KEYED,
    SealedStatus.OPEN,
    SealedStatus.CLOSED,
    SealedStatus.OPENED,
    SealedStatus.PUBLISHED,
    SealedStatus.DESTROYED,
]
PAGES = {"set_key": KEY}


def stages(vote) -> list[dict]:
    """The way from the draft to the empty box, for components/stepper.html."""
    words = [
        (_("筹备"), _("写好问题，列出名册")),
        (_("锁定名册"), _("问题、名册、时间不再改变")),
        (_("密钥就位"), _("离线生成，五位保管人各持一份")),
        (_("投票"), _("在自己的手机上封票，或到现场投纸质票")),
        (_("截止"), _("公布全部凭证")),
        (_("开箱"), _("三位保管人到场，两台离线电脑，两个人录入")),
        (_("公布结果"), _("三十天内可以提出异议")),
        (_("销毁票箱"), _("两个人销毁密封选票")),
    ]
    at = ORDER.index(vote.status) if vote.status in ORDER else -1
    return [
        {"label": label, "note": note, "state": _state(number, at)}
        for number, (label, note) in enumerate(words)
    ]


def _state(number: int, at: int) -> str:
    if number == at:
        return "current"
    return "done" if number < at else "todo"


def sealed_facts(page) -> list[dict]:
    """Who asks whom, when, and the marks to check it by."""
    vote, board = page.vote, page.board
    quorum = read.quorum_of_vote(vote)
    needed = _("至少 %(needed)d 人（%(article)s）") % quorum if quorum else ""
    return [
        {"label": _("社区"), "value": vote.community.short_name},
        {"label": _("用途"), "value": vote.get_kind_display()},
        *_related(vote),
        {"label": _("开始"), "value": moment(vote.opens_at)},
        {"label": _("截止"), "value": moment(vote.closes_at)},
        {"label": _("名册"), "value": _("%(n)d 人") % {"n": board.roll}},
        {"label": _("参加人数要求"), "value": needed},
        {"label": _("公布时间"), "value": moment(vote.published_at)},
    ]


def _related(vote) -> list[dict]:
    rows = []
    if vote.appraisal_id:
        url = reverse("committees:appraisal_detail", args=[vote.appraisal_id])
        rows.append({"label": _("民主评议"), "value": vote.appraisal.title, "url": url})
    if vote.consultation_id:
        url = reverse("committees:consultation_detail", args=[vote.consultation_id])
        rows.append({"label": _("协商"), "value": vote.consultation.title, "url": url})
    return rows + (_of_motion(vote) if vote.motion_id else [])


def _of_motion(vote) -> list[dict]:
    """The motion, the meeting, and what it decided by this vote."""
    notice = reverse("committees:meeting_notice", args=[vote.meeting_id])
    event = vote_of_box(vote)
    decided = {"label": _("会议的决定"), "value": outcome_words(event.outcome) if event else ""}
    resolution = getattr(event, "resolution", None)
    if resolution is not None:
        decided["url"] = reverse("committees:resolution_detail", args=[resolution.pk])
    return [
        {"label": _("议案"), "value": vote.motion.title},
        {
            "label": _("会议"),
            "value": vote.meeting.title,
            "url": notice if vote.meeting.is_announced else "",
        },
        decided,
    ]


def sealed_marks(vote) -> list[dict]:
    """What the suspicious compare: hash of the rules, key, root, who signs receipts."""
    key = fingerprint_of(vote.public_key) if vote.public_key else ""
    rows = [
        {"label": _("问题和名册的指纹"), "value": vote.frozen_hash},
        {"label": _("公钥指纹"), "value": key},
        {"label": _("票箱指纹（截止时）"), "value": vote.root},
        {"label": _("凭证签名的公钥"), "value": receipt_key()},
    ]
    return [row for row in rows if row["value"]]


def result_lines(page) -> list[dict]:
    """Question by question, how often each option was chosen, with its share of the ballots."""
    if page.tally is None:
        return []
    valid = page.vote.opened["valid"] + page.board.paper
    pairs = zip(page.vote.questions, page.tally, strict=True)
    return [{"text": row["text"], "table": _counted(row, counts, valid)} for row, counts in pairs]


def _counted(question: dict, counts: list[int], valid: int) -> dict:
    pairs = zip(question["options"], counts, strict=True)
    rows = [[option, count, f"{count * 100 / valid:.1f}%"] for option, count in pairs]
    return {"columns": [_("选项"), _("票数"), _("占有效票")], "rows": rows}


def looked_up(request, vote) -> dict:
    """What somebody asked of a receipt, and the answer."""
    asked, seal = request.GET.get("receipt", "")[:200], request.GET.get("seal", "")[:200]
    receipt = read.receipt_normal(asked)
    return {
        "receipt": receipt,
        "seal": seal,
        "found": read.receipt_state(vote, receipt) if asked.strip() else "",
        "genuine": receipt_is_ours(vote, receipt, seal) if asked and seal else None,
    }


def sealed_context(request, page) -> dict:
    """Everything of the board's page."""
    vote, entry = page.vote, page.entry
    return looked_up(request, vote) | {
        "page": page,
        "vote": vote,
        "board": page.board,
        "stages": stages(vote),
        "facts": sealed_facts(page),
        "marks": sealed_marks(vote),
        "results": result_lines(page),
        **_marks_of(vote),
        "may_vote": entry is not None and vote.takes_ballots and not entry.paper_checked_by_id,
        **split(buttons_for(vote, request.user, STEP, PAGES) if page.runs else []),
    }


def _marks_of(vote) -> dict:
    return {
        "is_shown": vote.status in read.RESULT_SHOWN,
        "is_quorate": not vote.opened or is_quorate(vote),
        "shown": f":{read.SHOWN}",
        "hashes": read.hashes_shown(),
        "destroys_from": read.destroys_from(vote),
    }
