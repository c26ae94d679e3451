"""Entrusted affairs (委托事项, §43): what a unit hands down, on which ground, for which fee."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from portal.selectors.calendar import DAY_ENDS
from workstations.models.money import (
    MoneyEntry,
    MoneyRequest,
    entry_constraints,
    person,
    request_constraints,
)
from workstations.workflows import ENTRUST, EntrustStatus

E = EntrustStatus
SIGNED_STATES = frozenset(
    {E.SIGNED, E.FUNDED, E.RUNNING, E.DELIVERED, E.ACCEPTED, E.SETTLED, E.EXITED}
)
OVER = frozenset({E.EXITED, E.REFUSED, E.WITHDRAWN})


class EntrustedAffair(Subject):
    """One affair.

    fee_fen         what the unit offers, whole fen; the signed fee is ``quote_fen``
    agreement       the text both sides sign, frozen from the unit's signature on; its SHA-256
    fund_fen        what is held for it now: the sum of its ledger, never negative (L3)
    review_due_on   fifteen working days after the application
    """

    subject_type = "entrusted_affair"
    workflow = ENTRUST
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=EntrustStatus, editable=False)
    unit = models.ForeignKey("workstations.Unit", models.PROTECT, related_name="affairs")
    title = models.CharField(_("事项"), max_length=80)
    legal_basis = models.CharField(_("法律依据"), max_length=300)
    volume = models.CharField(_("工作量"), max_length=300)
    powers = models.CharField(_("一并移交的权限"), max_length=300)
    starts_on = models.DateField(_("自"))
    ends_on = models.DateField(_("止"))
    fee_fen = models.BigIntegerField(_("拟付费用（分）"))
    duty = models.ForeignKey(
        "portal.Duty", models.PROTECT, null=True, blank=True, related_name="entrusted"
    )
    review_due_on = models.DateField(_("审核期限"), editable=False)
    opinion = models.TextField(_("居委会意见"), max_length=2000, blank=True)
    quote_hours = models.PositiveIntegerField(_("报价工时"), default=0)
    quote_fen = models.BigIntegerField(_("报价（分）"), default=0)
    agreement = models.TextField(blank=True, editable=False)
    agreement_hash = models.CharField(max_length=64, blank=True, editable=False)
    signed_by_unit = person(null=True)
    signed_by_street = person(null=True)
    signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    guarantee = models.CharField(_("保函编号"), max_length=60, blank=True)
    fund_fen = models.BigIntegerField(default=0, editable=False)
    actual_hours = models.PositiveIntegerField(_("实际工时"), default=0)
    applied_by = person()
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("委托事项")
        verbose_name_plural = _("委托事项")
        indexes = [
            models.Index(fields=["community", "status", "-id"], name="entrusted_place"),
            models.Index(fields=["subdistrict", "-id"], name="entrusted_subdistrict"),
            models.Index(fields=["unit", "-id"], name="entrusted_unit"),
        ]
        constraints = [
            models.CheckConstraint(name="entrusted_term", condition=Q(starts_on__lte=F("ends_on"))),
            models.CheckConstraint(
                name="entrusted_money", condition=Q(fee_fen__gte=0, quote_fen__gte=0)
            ),
            # L3: more is never paid out than came in, whoever writes at once.
            models.CheckConstraint(
                name="entrusted_fund_never_negative", condition=Q(fund_fen__gte=0)
            ),
            models.CheckConstraint(
                name="entrusted_signed_by_two",
                condition=Q(signed_by_street__isnull=True)
                | ~Q(signed_by_street=F("signed_by_unit")),
            ),
            models.CheckConstraint(
                name="entrusted_signed_has_text",
                condition=~Q(status__in=sorted(SIGNED_STATES)) | ~Q(agreement_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """``ENT-2026-000003``."""
        return reference_format("ENT", self.created_at.year, self.pk or 0)

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        if self.status in OVER:
            return "calm"
        return "deliberation" if self.status == E.ADMITTED else "execution"

    @property
    def review_due_at(self) -> datetime:
        """The end of the last day of the review."""
        return timezone.make_aware(datetime.combine(self.review_due_on, DAY_ENDS))

    @property
    def clock_reading(self) -> Reading | None:
        """The clock of the sub-district's review, while the application waits for it."""
        return Reading(self.created_at, self.review_due_at) if self.status == E.APPLIED else None

    @cached_property
    def has_open_task(self) -> bool:
        """Whether something of it is still being done; a page that has its tasks says so itself."""
        return self.tasks.open().exists()

    @property
    def is_review_overdue(self) -> bool:
        """Whether the sub-district let its fifteen working days pass."""
        return self.status == E.APPLIED and clock.today() > self.review_due_on


class EntryKind(models.TextChoices):
    """What moved the money."""

    RECEIPT = "receipt", _("收到费用")
    PAYOUT = "payout", _("付款")
    REFUND = "refund", _("退回余款")
    REVERSAL = "reversal", _("冲正")


class Purse(models.TextChoices):
    """Between whom: the unit that pays, the fund held for the affair, whoever is paid."""

    UNIT = "unit", _("委托单位")
    FUND = "fund", _("专户")
    PAID = "paid", _("收款人")


class LedgerEntry(MoneyEntry):
    """One movement of an entrusted affair's money."""

    affair = models.ForeignKey(EntrustedAffair, models.PROTECT, related_name="entries")
    kind = models.CharField(_("类别"), max_length=8, choices=EntryKind)
    source = models.CharField(max_length=4, choices=Purse)
    target = models.CharField(max_length=4, choices=Purse)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta(MoneyEntry.Meta):
        verbose_name = _("账目")
        verbose_name_plural = _("账目")
        constraints = entry_constraints("ledger")


class Payout(MoneyRequest):
    """Money of an entrusted affair, asked for by the station."""

    subject_type = "payout"

    affair = models.ForeignKey(EntrustedAffair, models.PROTECT, related_name="payouts")
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, null=True, blank=True)

    class Meta(MoneyRequest.Meta):
        verbose_name = _("付款申请")
        verbose_name_plural = _("付款申请")
        constraints = request_constraints("payout")
