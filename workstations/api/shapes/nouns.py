"""Whistles, referrals, entrusted affairs, contracts, plans and transfers as they go out."""

from rest_framework import serializers

from workstations.api.shapes.base import (
    KEY,
    NumberedOutput,
    PersonOutput,
    TimelineOutput,
    filter_of,
)
from workstations.api.shapes.done import MoneyRequestOutput
from workstations.models import Employment, WhistleKind
from workstations.recurrence import Rhythm
from workstations.workflows import (
    ContractStatus,
    EntrustStatus,
    PlanStatus,
    ReferralStatus,
    WhistleStatus,
)
from workstations.workflows.transfers import ShareStatus, TransferStatus


class WhistleOutput(NumberedOutput):
    """A whistle in a list: how many departments were called, how many have come."""

    status = serializers.ChoiceField(choices=WhistleStatus.choices)
    kind = serializers.ChoiceField(choices=WhistleKind.choices)
    place = serializers.CharField()
    due_at = serializers.DateTimeField()
    called = serializers.IntegerField()
    here = serializers.IntegerField()


class CallOutput(serializers.Serializer):
    """One called department."""

    id = serializers.IntegerField(source="pk")
    unit = serializers.IntegerField(source="unit_id")
    name = serializers.CharField(source="unit.name")
    arrived_at = serializers.DateTimeField(allow_null=True)
    is_in_time = serializers.BooleanField()
    report = serializers.CharField()
    score = serializers.IntegerField(allow_null=True)
    score_words = serializers.CharField()


class WhistleDetailOutput(serializers.Serializer):
    """One whistle: in full for the inside; for a department its own call, the others by name."""

    id = serializers.IntegerField(source="whistle.pk")
    reference = serializers.CharField(source="whistle.reference")
    title = serializers.CharField(source="whistle.title")
    status = serializers.ChoiceField(source="whistle.status", choices=WhistleStatus.choices)
    kind = serializers.ChoiceField(source="whistle.kind", choices=WhistleKind.choices)
    community = serializers.IntegerField(source="whistle.community_id")
    version = serializers.IntegerField(source="whistle.version")
    brief = serializers.CharField(source="whistle.brief")
    place = serializers.CharField(source="whistle.place")
    contact = serializers.CharField(source="whistle.contact")
    due_at = serializers.DateTimeField(source="whistle.due_at")
    outcome = serializers.CharField(source="whistle.outcome")
    calls = CallOutput(many=True)
    others = serializers.ListField(child=serializers.CharField())
    timeline = TimelineOutput(many=True)


class ReferralOutput(NumberedOutput):
    """A referral in a list."""

    status = serializers.ChoiceField(choices=ReferralStatus.choices)
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    answer_due_at = serializers.DateTimeField()
    replied_at = serializers.DateTimeField(allow_null=True)
    is_late = serializers.BooleanField()


class ReferralDetailOutput(serializers.Serializer):
    """One referral; the way is for the inside."""

    referral = ReferralOutput()
    question = serializers.CharField(source="referral.question")
    place = serializers.CharField(source="referral.place")
    reply = serializers.CharField(source="referral.reply")
    timeline = TimelineOutput(many=True)


class EntrustedOutput(NumberedOutput):
    """An entrusted affair in a list; money in whole fen."""

    status = serializers.ChoiceField(choices=EntrustStatus.choices)
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    fee_fen = serializers.IntegerField()
    quote_fen = serializers.IntegerField()
    quote_hours = serializers.IntegerField()
    review_due_on = serializers.DateField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class LedgerOutput(serializers.Serializer):
    """One line of an account."""

    id = serializers.IntegerField(source="pk")
    kind = serializers.CharField()
    source = serializers.CharField()
    target = serializers.CharField()
    fen = serializers.IntegerField()
    words = serializers.CharField()
    voucher = serializers.CharField()
    made_at = serializers.DateTimeField()


class EntrustedDetailOutput(serializers.Serializer):
    """One affair; the account and the whole way are for those who take part or watch."""

    affair = EntrustedOutput()
    legal_basis = serializers.CharField(source="affair.legal_basis")
    volume = serializers.CharField(source="affair.volume")
    powers = serializers.CharField(source="affair.powers")
    opinion = serializers.CharField(source="affair.opinion")
    agreement_hash = serializers.CharField(source="affair.agreement_hash")
    minutes = serializers.IntegerField()
    is_insider = serializers.BooleanField()
    entries = LedgerOutput(many=True)
    payouts = MoneyRequestOutput(many=True)
    timeline = TimelineOutput(many=True)


class ContractOutput(NumberedOutput):
    """A contract in a list."""

    status = serializers.ChoiceField(choices=ContractStatus.choices)
    person = PersonOutput(source="user")
    post = serializers.CharField(source="post.title")
    station = serializers.CharField(source="station.name")
    employment = serializers.ChoiceField(choices=Employment.choices)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)
    term_number = serializers.IntegerField()
    days_left = serializers.IntegerField(allow_null=True)
    open_ended_is_due = serializers.BooleanField()


class ContractDetailOutput(serializers.Serializer):
    """One contract with what was said to it."""

    contract = ContractOutput()
    is_own = serializers.BooleanField()
    opinion = serializers.CharField(source="contract.opinion")
    renewal_opinion = serializers.CharField(source="contract.renewal_opinion")
    renewal_favours = serializers.BooleanField(source="contract.renewal_favours", allow_null=True)
    previous = serializers.IntegerField(source="previous.pk", default=None, allow_null=True)
    next_term = serializers.IntegerField(source="next_term.pk", default=None, allow_null=True)
    timeline = TimelineOutput(many=True)


class PlanOutput(NumberedOutput):
    """A recurring plan in a list."""

    status = serializers.ChoiceField(choices=PlanStatus.choices)
    rhythm = serializers.ChoiceField(choices=Rhythm.choices)
    duty = serializers.CharField(source="duty.title")
    assignee = PersonOutput(allow_null=True)
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)


class PlanDetailOutput(serializers.Serializer):
    """One plan with the days to come."""

    plan = PlanOutput()
    text = serializers.CharField(source="plan.text")
    days = serializers.ListField(child=serializers.DateField())
    timeline = TimelineOutput(many=True)


class TransferOutput(serializers.Serializer):
    """A year's transfers in a list; money in whole fen."""

    id = serializers.IntegerField(source="pk")
    reference = serializers.CharField()
    year = serializers.IntegerField()
    version = serializers.IntegerField()
    district = serializers.IntegerField(source="district_id")
    status = serializers.ChoiceField(choices=TransferStatus.choices)
    pool_fen = serializers.IntegerField()
    source = serializers.CharField()


class ShareOutput(serializers.Serializer):
    """One community's share, with the inputs it was computed from."""

    id = serializers.IntegerField(source="pk")
    community = serializers.IntegerField(source="community_id")
    name = serializers.CharField(source="community.short_name")
    status = serializers.ChoiceField(choices=ShareStatus.choices)
    population = serializers.IntegerField(allow_null=True)
    households = serializers.IntegerField(allow_null=True)
    area_km2 = serializers.DecimalField(max_digits=9, decimal_places=2, allow_null=True)
    computed_fen = serializers.IntegerField()
    fen = serializers.IntegerField()
    reason = serializers.CharField()
    used_fen = serializers.IntegerField(allow_null=True)


class TransferDetailOutput(serializers.Serializer):
    """One year: weights, shares, how even they are (Gini; null where residents are not known)."""

    plan = TransferOutput()
    weights = serializers.DictField(source="plan.weights", child=serializers.IntegerField())
    inputs_as_of = serializers.DateField(source="plan.inputs_as_of")
    per_head_fen = serializers.FloatField(source="spread.per_head_fen", allow_null=True)
    gini = serializers.FloatField(source="spread.gini", allow_null=True)
    used_fen = serializers.IntegerField()
    shares = ShareOutput(many=True)
    timeline = TimelineOutput(many=True)


WhistleFilterInput = filter_of("Whistle", WhistleStatus)
ReferralFilterInput = filter_of("Referral", ReferralStatus, unit=serializers.IntegerField(**KEY))
EntrustedFilterInput = filter_of("Entrusted", EntrustStatus, unit=serializers.IntegerField(**KEY))
ContractFilterInput = filter_of("Contract", ContractStatus)
PlanFilterInput = filter_of("Plan", PlanStatus)


class TransferFilterInput(serializers.Serializer):
    """What the list of years is narrowed to."""

    status = serializers.ChoiceField(choices=TransferStatus.choices, required=False, default="")
    year = serializers.IntegerField(min_value=1900, max_value=9999, required=False, default=None)
