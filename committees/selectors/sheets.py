"""The papers that have no form of their own, as plain data of one shape: facts, then blocks."""

from django.utils.translation import gettext as _

from committees.models import (
    Appraisal,
    Consultation,
    DisclosureEntry,
    Election,
    Meeting,
    YearlyReport,
)
from committees.selectors.appraisals import lines_of
from committees.selectors.election_pages import public_page
from committees.selectors.election_papers import announcement_data
from committees.selectors.papers import agenda_data, moment, money, notice_data
from committees.selectors.poll_figures import poll_rows, poll_steps


def block(title: str, text: str = "", **more) -> dict:
    """One part of a sheet: words, a table (``head``, ``rows``), arithmetic (``steps``)."""
    empty = {"head": [], "rows": [], "steps": [], "result": "", "adopted": False}
    return empty | {"title": str(title), "text": text} | more


def sheet(row, title: str, when, facts: list, blocks: list, community=None) -> dict:
    """A whole sheet. ``facts`` with an empty value are left out."""
    community = community or row.community
    return {
        "kind": "sheet",
        "title": title,
        "subtitle": moment(when),
        "issuer": f"{community.short_name}居民委员会",
        "reference": getattr(row, "reference", ""),
        "facts": [[str(label), str(value)] for label, value in facts if value],
        "blocks": [part for part in blocks if part],
        "signatures": [],
    }


def notice_sheet(meeting: Meeting) -> dict:
    """The notice of a meeting, to be bound."""
    data = notice_data(meeting)
    items = [[str(number), words] for number, words in enumerate(data["items"], start=1)]
    agenda = block(data["words"]["agenda"], head=["", _("议题")], rows=items)
    found = sheet(meeting, data["title"], meeting.noticed_at, data["facts"], [agenda])
    return found | {"subtitle": data["subtitle"], "issuer": data["issuer"]}


def agenda_sheet(meeting: Meeting) -> dict:
    """The papers of a meeting, to be bound."""
    data = agenda_data(meeting)
    words = data["words"]
    parts = [_agenda_block(item, words) for item in data["items"]]
    found = sheet(meeting, data["title"], meeting.starts_at, data["facts"], parts)
    return found | {"subtitle": data["subtitle"], "issuer": data["issuer"]}


def _agenda_block(item: dict, words: dict) -> dict:
    lines = [item["text"]]
    for name in ("reason", "party_opinion"):
        if item[name]:
            lines.append(f"{words[name]}{item[name]}")
    if item["papers"]:
        lines.append(words["papers"] + "、".join(item["papers"]))
    head = words["action_head"] if item["actions"] else []
    title = f"{item['title']} {item['kind'] or item['reference']}"
    return block(title, "\n\n".join(lines), head=head, rows=item["actions"])


def election_sheet(election: Election) -> dict:
    """The announcement of a result; of one that was stopped, that it was."""
    if election.announced_at is None:
        facts = [
            (_("选举日"), moment(election.election_day)),
            (_("方式"), election.get_form_display()),
            (_("状态"), election.get_status_display()),
        ]
        return sheet(election, election.title, election.created_at, facts, [])
    data = announcement_data(public_page(election))
    parts = [
        block(
            part["title"],
            head=data["words"]["head"] if part["rows"] else [],
            rows=part["rows"],
            steps=part["steps"],
            result=str(election.get_outcome_display()),
            adopted=election.outcome in {"elected", "removed"},
        )
        for part in data["blocks"]
    ]
    found = sheet(election, data["title"], election.announced_at, data["facts"], parts)
    return found | {"issuer": data["issuer"], "signatures": data["signatures"]}


def consultation_sheet(row: Consultation) -> dict:
    """What was asked, who sat, what the polls said, and what came of it; no names."""
    facts = [
        (_("形式"), row.get_kind_display()),
        (_("谁来参加"), row.participants),
        (_("意见截止"), moment(row.closes_at)),
        (_("收到意见"), row.opinions.count()),
        (_("结果"), row.get_status_display()),
    ]
    parts = [block(_("要大家商量的问题"), f"{row.question}\n\n{row.why}")]
    for sitting in row.sittings.order_by("held_at"):
        words = _("%(when)s，%(place)s，到场 %(n)d 人。")
        words %= {"when": moment(sitting.held_at), "place": sitting.place, "n": sitting.present}
        parts.append(block(_("协商会"), f"{words}\n\n{sitting.minutes}"))
    parts += [_poll_block(poll) for poll in row.polls.order_by("id") if poll.result]
    for title, text in ((_("结论"), row.conclusion), (_("落实反馈"), row.feedback)):
        if text:
            parts.append(block(title, text))
    return sheet(row, row.title, row.closes_at, facts, parts)


def _poll_block(poll) -> dict:
    rows = [[part["name"], str(part["value"])] for part in poll_rows(poll)]
    steps = [
        {"label": str(step["label"]), "value": str(step["value"]), "ok": step["ok"], "article": ""}
        for step in poll_steps(poll)
    ]
    agreed = poll.result["is_valid"] and poll.result["has_share"]
    result = _("意见明确") if agreed else _("意见不明确")
    head = [_("选项"), _("票数")]
    words = {"head": head, "rows": rows, "steps": steps, "result": result, "adopted": agreed}
    return block(poll.question, **words)


def disclosure_sheet(row: DisclosureEntry) -> dict:
    """An entry of the board with its figures, its sources and the answers beside it."""
    facts = [
        (_("类别"), row.get_disclosure_class_display()),
        (_("公布时间"), moment(row.published_at)),
        (_("公示到"), moment(row.board_until)),
        (_("决议"), row.resolution and row.resolution.reference),
        (_("依据"), "、".join([part[2] for part in row.sources] + [row.source] * bool(row.source))),
        (_("更正的原因"), row.correction_reason),
    ]
    parts = [block(_("内容"), row.text)]
    if row.amounts:
        rows = [[label, money(fen)] for label, fen in row.amounts]
        rows.append([_("合计"), money(sum(fen for _label, fen in row.amounts))])
        parts.append(block(_("金额"), head=[_("项目"), _("金额")], rows=rows))
    asked = row.questions.filter(status="answered").order_by("id")
    if asked:
        rows = [[part.shown_text, part.shown_answer] for part in asked]
        parts.append(block(_("居民询问"), head=[_("问题"), _("答复")], rows=rows))
    return sheet(row, row.title, row.published_at, facts, parts)


def appraisal_sheet(row: Appraisal) -> dict:
    """The grades of everybody who was appraised, with the figures they rest on (§37)."""
    facts = [
        (_("年度"), row.year),
        (_("由谁评议"), row.get_body_display()),
        (_("开会日期"), moment(row.held_on)),
        (_("应到人数"), row.eligible),
        (_("到会人数"), row.present),
        (_("发出选票"), row.issued),
    ]
    rows = [
        [line.membership.user.name, line.membership.get_seat_display(), line.get_grade_display()]
        + [_("职务终止") if line.ends_mandate else ""]
        for line in lines_of(row)
    ]
    head = [_("姓名"), _("职务"), _("结果"), ""]
    return sheet(row, row.title, row.held_on, facts, [block(_("评议结果"), head=head, rows=rows)])


def report_sheet(row: YearlyReport) -> dict:
    """A yearly report as it was published, with its fingerprint."""
    facts = [(_("年度"), row.year), (_("第几版"), row.number)]
    parts = [block(_("报告"), row.text), block("", f"SHA-256 {row.text_hash}")]
    return sheet(row, row.title, row.published_at, facts, parts)
