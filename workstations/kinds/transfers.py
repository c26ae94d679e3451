"""How transfers are told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import SubjectKind, Verb, kind_register
from workstations.selectors import transfers as read
from workstations.selectors.transfer_audience import (
    plan_audience,
    plan_needs,
    share_audience,
    share_needs,
)
from workstations.workflows import TRANSFER_PLAN, TRANSFER_SHARE

HAND = "calm"

kind_register(
    SubjectKind(
        subject_type="transfer_plan",
        label=_("转移支付方案"),
        workflow=TRANSFER_PLAN,
        verbs={
            "make": Verb(_("测算了今年的转移支付"), HAND, public=False),
            "compute": Verb(_("重新测算"), HAND, public=False),
            "adjust": Verb(_("调整了一个社区的金额"), HAND, public=False),
        },
        load=read.plans_by_ids,
        title=lambda plan: _now("%(year)d 年转移支付") % {"year": plan.year},
        url=lambda plan: reverse("workstations:transfer_plan", args=[plan.pk]),
        can_see=read.may_see_plan,
        audience=plan_audience,
        needs=plan_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="transfer_share",
        label=_("社区转移支付"),
        workflow=TRANSFER_SHARE,
        verbs={
            "ask_use": Verb(_("申请用款"), HAND, public=False),
            "approve_use": Verb(_("一个人批准了用款，等第二个人"), HAND, public=False),
            "refuse_use": Verb(_("没有批准用款"), HAND, public=False),
            "pay_use": Verb(_("两个人批准，已付款"), HAND),
            "reverse_use": Verb(_("冲正了一笔账"), HAND),
        },
        load=read.shares_by_ids,
        title=lambda share: (
            _now("%(place)s %(year)d 年转移支付")
            % {"place": share.community.short_name, "year": share.plan.year}
        ),
        url=lambda share: reverse("workstations:transfer_share", args=[share.pk]),
        can_see=read.may_see_share,
        audience=share_audience,
        needs=share_needs,
    )
)
