"""How contracts and enrolments are told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import SubjectKind, Verb, kind_register
from workstations.selectors import contract_audience as audience
from workstations.selectors.contracts import contracts_by_ids, may_see_contract
from workstations.selectors.training import enrolments_by_ids, may_see_enrolment
from workstations.workflows import CONTRACT, ENROLMENT

HAND = "execution"

kind_register(
    SubjectKind(
        subject_type="contract",
        label=_("聘用合同"),
        workflow=CONTRACT,
        verbs={"draft": Verb(_("街道拟定了合同"), HAND, public=False)},
        load=contracts_by_ids,
        title=lambda contract: contract.title,
        url=lambda contract: reverse("workstations:contract", args=[contract.pk]),
        can_see=may_see_contract,
        audience=audience.contract_audience,
        needs=audience.contract_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="enrolment",
        label=_("培训报名"),
        workflow=ENROLMENT,
        verbs={"enrol": Verb(_("报名参加培训"), HAND, public=False)},
        load=enrolments_by_ids,
        title=lambda enrolment: enrolment.title,
        url=lambda enrolment: reverse("workstations:enrolment", args=[enrolment.pk]),
        can_see=may_see_enrolment,
        audience=audience.enrolment_audience,
        needs=audience.enrolment_needs,
    )
)
