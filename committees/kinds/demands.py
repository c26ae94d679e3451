"""How a demand for a meeting is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.selectors.audience import (
    demand_audience,
    demand_clock_hears,
    demand_needs,
    duty_why,
)
from committees.selectors.demands import VIEW, demands_by_ids
from committees.workflows import DEMAND
from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register

HAND = "residents"


def scan_is_shown(access, picture) -> bool:
    """A signature's scan is for whoever may enter or check signatures."""
    row = picture.signatures.select_related("demand").first()
    return row is not None and access.can("committees.enter_signature", row.demand)


picture_guard_add(scan_is_shown)
kind_register(
    SubjectKind(
        subject_type="demand",
        label=_("联名要求"),
        workflow=DEMAND,
        verbs={
            "start": Verb(_("发起联名，要求召开会议"), HAND),
            "sign": Verb(_("有人联名"), HAND, public=False),
            "enter_paper": Verb(_("录入了一份纸质联名"), HAND, public=False),
            "confirm": Verb(_("复核了一份纸质联名"), HAND, public=False),
            "overdue": Verb(_("到期还没有召集会议"), "deliberation"),
            "refuse": Verb(_("退回了一份纸质联名"), HAND, public=False),
        },
        load=demands_by_ids,
        title=str,
        url=lambda demand: reverse("committees:demand", args=[demand.pk]),
        can_see=lambda access, demand: access.can(VIEW, demand),
        audience=demand_audience,
        needs=demand_needs,
        clock=ClockOf(
            reading=lambda demand: demand.clock_reading,
            hears=demand_clock_hears,
            why=lambda demands: {row.pk: duty_why(row) for row in demands},
        ),
    )
)
