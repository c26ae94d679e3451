"""How cases, petitions and inspections are told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register
from workstations.selectors.audience import HEADS, LEADERS, holders
from workstations.selectors.case_audience import (
    case_audience,
    case_clock_hears,
    case_needs,
    petition_audience,
    petition_clock_hears,
    petition_needs,
)
from workstations.selectors.cases import cases_by_ids, may_open_papers, may_see_case
from workstations.selectors.inspections import VIEW, inspections_by_ids
from workstations.selectors.petitions import may_see_petition, petitions_by_ids
from workstations.workflows import CASE, PETITION


def _told(words) -> Verb:
    return Verb(words, "calm", public=False)


# Neither goes by way of the sub-district alone; that a secret affair is late is no public matter.
LATE = {
    "clock_red": _told(_("超过了办理期限")),
    "clock_escalated": _told(_("超期过半，已报到区里")),
}


def _inspected(record, inspection) -> dict[int, str]:
    """The committee's chair and the head of the station."""
    return dict.fromkeys(holders((*HEADS, *LEADERS), inspection.community_id), "responsible")


kind_register(
    SubjectKind(
        subject_type="supervision_case",
        label=_("监督案件"),
        workflow=CASE,
        verbs={
            "open": _told(_("立了监督案件")),
            "note_note": _told(_("办案人写了记录")),
            "note_direction": _told(_("区里提了督导意见")),
            "note_question": _told(_("居务监督委员会询问")),
            "note_look": _told(_("居务监督委员会察看了整改")),
            "complaint_seen": _told(_("查看了举报内容")),
            **LATE,
        },
        load=cases_by_ids,
        title=lambda case: case.title,
        url=lambda case: reverse("workstations:case", args=[case.pk]),
        can_see=may_see_case,
        opens_papers=may_open_papers,
        audience=case_audience,
        needs=case_needs,
        clock=ClockOf(
            reading=lambda case: case.clock_reading, hears=case_clock_hears, is_public=False
        ),
    )
)
kind_register(
    SubjectKind(
        subject_type="petition",
        label=_("信访"),
        workflow=PETITION,
        verbs={
            "register": Verb(_("已登记，十五日内转送或者受理"), "residents", public=False),
            **LATE,
        },
        load=petitions_by_ids,
        title=lambda petition: petition.claim.title,
        url=lambda petition: reverse("workstations:petition", args=[petition.pk]),
        can_see=may_see_petition,
        audience=petition_audience,
        needs=petition_needs,
        clock=ClockOf(
            reading=lambda petition: petition.clock_reading,
            hears=petition_clock_hears,
            is_public=False,
        ),
    )
)
kind_register(
    SubjectKind(
        subject_type="inspection",
        label=_("检查"),
        verbs={"inspect": _told(_("上级到场检查了"))},
        load=inspections_by_ids,
        title=lambda inspection: inspection.title,
        url=lambda inspection: reverse("workstations:inspection", args=[inspection.pk]),
        can_see=lambda access, inspection: access.can(VIEW, inspection),
        audience=_inspected,
    )
)
