"""How an entrusted affair is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register
from workstations.selectors.entrusted import entrusted_by_ids, may_see_entrusted
from workstations.selectors.entrusted_audience import (
    entrusted_audience,
    entrusted_needs,
    review_clock_hears,
)
from workstations.workflows import ENTRUST

HAND = "execution"

kind_register(
    SubjectKind(
        subject_type="entrusted_affair",
        label=_("委托事项"),
        workflow=ENTRUST,
        verbs={
            "apply": Verb(_("委托单位提出了申请"), HAND),
            "receive": Verb(_("收到一期费用"), HAND),
            "ask_payout": Verb(_("社工站申请付款"), HAND, public=False),
            "approve_payout": Verb(_("一个人批准了付款，等第二个人"), HAND, public=False),
            "refuse_payout": Verb(_("没有批准付款"), HAND, public=False),
            "pay": Verb(_("两个人批准，已付款"), HAND),
            "reverse": Verb(_("冲正了一笔账"), HAND),
            "clock_yellow": Verb(_("街道审核的时限只剩五分之一"), "calm", public=False),
            "clock_red": Verb(_("街道审核超过了期限"), "calm", public=False),
            "clock_escalated": Verb(_("街道审核超期过半，已报到区里"), "calm", public=False),
        },
        load=entrusted_by_ids,
        title=lambda affair: affair.title,
        url=lambda affair: reverse("workstations:entrusted", args=[affair.pk]),
        can_see=may_see_entrusted,
        audience=entrusted_audience,
        needs=entrusted_needs,
        clock=ClockOf(
            reading=lambda affair: affair.clock_reading,
            hears=review_clock_hears,
            is_public=False,
        ),
    )
)
