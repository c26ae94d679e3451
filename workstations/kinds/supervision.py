"""How an urging is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import SubjectKind, Verb, kind_register
from workstations.selectors import audience
from workstations.selectors.kinds import orders_by_ids

HAND = "execution"

kind_register(
    SubjectKind(
        subject_type="supervision_order",
        label=_("督办"),
        verbs={
            "urge": Verb(_("上级督办，请答复"), "calm", public=False),
            "answer": Verb(_("社区答复了督办"), HAND, public=False),
        },
        load=orders_by_ids,
        title=lambda order: order.urged.title,
        url=lambda order: reverse("workstations:order_detail", args=[order.pk]),
        can_see=lambda access, order: access.can("workstations.view_order", order),
        audience=audience.order_audience,
        needs=audience.order_needs,
    )
)
