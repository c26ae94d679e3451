"""The paper of an affair on file, as plain data and the template that prints it, by its class."""

from django.utils.translation import gettext as _

from committees.models import ArchiveClass, ArchiveItem
from committees.selectors.demands import demand_count
from committees.selectors.minutes import minutes_page
from committees.selectors.papers import minutes_paper, moment, resolution_data
from committees.selectors.sheets import (
    appraisal_sheet,
    block,
    consultation_sheet,
    disclosure_sheet,
    election_sheet,
    sheet,
)
from committees.services.sealed_opening import tally_of
from committees.workflows.matters import STEPS


def _minutes(row) -> dict:
    return {"kind": "minutes", **minutes_paper(minutes_page(row))}


def _resolution(row) -> dict:
    return {"kind": "resolution", **resolution_data(row)}


def _handover(row) -> dict:
    rows = [
        [
            str(line),
            f"{line.given_by.name if line.given_by else '—'} {moment(line.given_at)}",
            f"{line.received_by.name if line.received_by else '—'} {moment(line.received_at)}",
        ]
        for line in row.lines
    ]
    facts = [
        (_("期限"), moment(row.due_on)),
        (_("移交完毕"), moment(row.completed_at)),
        (_("依据"), row.rules.get("article", "")),
    ]
    head = [_("内容"), _("移交人"), _("接收人")]
    parts = [block(_("移交清单"), head=head, rows=rows)]
    return sheet(row, str(row), row.completed_at, facts, parts)


def _matter(row) -> dict:
    parts = []
    for paper in row.documents.select_related("vote_event", "resolution").order_by("id"):
        state = STEPS.get(paper.step)
        label = state[1] if state else row.workflow[paper.step].plain
        also = paper.resolution and paper.resolution.reference
        words = [moment(paper.held_on), paper.text, also or ""]
        parts.append(block(label, "\n\n".join(filter(None, words))))
    facts = [(_("状态"), row.get_status_display())]
    return sheet(row, row.title, row.created_at, facts, parts)


def _demand(row) -> dict:
    facts = [
        (_("要求召开"), row.get_kind_display()),
        (_("联名截止"), moment(row.closes_on)),
        (_("人数达到"), moment(row.reached_at)),
        (_("状态"), row.get_status_display()),
    ]
    names = {"adults": _("成年居民"), "groups": _("居民小组"), "households": _("户")}
    rows = [
        [names.get(step.name, _("居民代表")), f"{step.left} / {step.base}", step.article]
        for step in demand_count(row).steps
    ]
    head = [_("名册"), _("已签 / 共"), _("依据")]
    parts = [block(_("理由"), row.reasons), block(_("联名"), head=head, rows=rows)]
    return sheet(row, row.title, row.created_at, facts, parts)


def _covenant(row) -> dict:
    facts = [
        (_("文件"), row.get_kind_display()),
        (_("第几版"), row.number),
        (_("通过日期"), moment(row.adopted_on)),
        (_("备案时间"), moment(row.filed_at)),
        (_("决议"), row.resolution and row.resolution.reference),
        (_("文本指纹 SHA-256："), row.text_hash),
    ]
    return sheet(row, row.title, row.created_at, facts, [block(_("全文"), row.text)])


def _sealed(row) -> dict:
    facts = [
        (_("名册"), row.roll_size),
        (_("指纹"), row.frozen_hash),
        (_("状态"), row.get_status_display()),
    ]
    counted = tally_of(row) if row.opened else None
    parts = []
    for place, question in enumerate(row.questions if counted else ()):
        pairs = zip(question["options"], counted[place], strict=True)
        rows = [[option, str(votes)] for option, votes in pairs]
        parts.append(block(question["text"], head=[_("选项"), _("票数")], rows=rows))
    return sheet(row, row.title, row.created_at, facts, parts)


def _correction(row) -> dict:
    facts = [
        (_("法律依据"), row.article),
        (_("答复期限"), moment(row.due_on)),
        (_("状态"), row.get_status_display()),
    ]
    said = ((_("理由"), row.reason), (_("居委会的答复"), row.answer), (_("裁定"), row.ruling))
    parts = [block(label, text) for label, text in said if text]
    return sheet(row, _("责令改正"), row.created_at, facts, parts)


PAPERS = {
    ArchiveClass.MINUTES: _minutes,
    ArchiveClass.RESOLUTION: _resolution,
    ArchiveClass.ELECTION: election_sheet,
    ArchiveClass.HANDOVER: _handover,
    ArchiveClass.MATTER: _matter,
    ArchiveClass.CONSULTATION: consultation_sheet,
    ArchiveClass.DEMAND: _demand,
    ArchiveClass.COVENANT: _covenant,
    ArchiveClass.APPRAISAL: appraisal_sheet,
    ArchiveClass.SEALED: _sealed,
    ArchiveClass.DISCLOSURE: disclosure_sheet,
    ArchiveClass.CORRECTION: _correction,
}


def filed_paper(item: ArchiveItem, row) -> tuple[str, dict]:
    """(name of the template, data) of the paper of ``row``, which ``item`` files."""
    data = PAPERS[ArchiveClass(item.archive_class)](row)
    return data["kind"], data
