"""Fiscal transfers (转移支付, S52): the year's formula, each community's share, its use."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.references import reference_format
from portal.models.divisions import Level
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.models.money import (
    MoneyEntry,
    MoneyRequest,
    entry_constraints,
    person,
    request_constraints,
)
from workstations.models.standing_in import DoneForSomebody
from workstations.workflows.transfers import (
    TRANSFER_PLAN,
    TRANSFER_SHARE,
    ShareStatus,
    TransferStatus,
)

T = TransferStatus
PUBLIC_PLANS = frozenset({T.APPROVED, T.PAID_DOWN, T.AUDITED})


class TransferPlan(Subject):
    """One district's transfers of one year.

    pool_fen      what is shared out, whole fen
    weights       {equal, population, households, area}: whole hundredths, sum 100
    inputs_as_of  the inputs are the latest figures of each community up to this day
    """

    subject_type = "transfer_plan"
    workflow = TRANSFER_PLAN
    get_status_display = Subject.status_name
    community = None
    subdistrict = None

    status = models.CharField(_("状态"), max_length=24, choices=TransferStatus, editable=False)
    year = models.PositiveSmallIntegerField(_("年度"))
    pool_fen = models.BigIntegerField(_("资金总额（分）"))
    source = models.CharField(_("资金来源"), max_length=200)
    weights = models.JSONField(_("权重"))
    inputs_as_of = models.DateField(_("数据截至"))
    made_by = person()
    proposed_by = person(null=True)
    approved_by = person(null=True)
    voucher = models.CharField(_("拨款凭证号"), max_length=60, blank=True)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("转移支付方案")
        verbose_name_plural = _("转移支付方案")
        constraints = [
            models.UniqueConstraint(fields=["district", "year"], name="transfer_plan_once_a_year"),
            models.CheckConstraint(name="transfer_plan_pool", condition=Q(pool_fen__gt=0)),
            # I4: nobody approves what he proposed.
            models.CheckConstraint(
                name="transfer_plan_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.district_id}"

    @property
    def community_id(self) -> None:
        """It belongs to the district as a whole."""
        return None

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """The district alone."""
        return {Level.GROUP: None, Level.COMMUNITY: None, Level.SUBDISTRICT: None} | {
            Level.DISTRICT: self.district_id
        }

    @property
    def reference(self) -> str:
        """``TRF-2026-000001``."""
        return reference_format("TRF", self.year, self.pk or 0)

    @property
    def is_public_now(self) -> bool:
        """Whether everybody reads it: from the approval on."""
        return self.status in PUBLIC_PLANS


class TransferShare(Subject):
    """What one community gets of a plan, with the inputs it was computed from, frozen.

    computed_fen  by the formula · fen  as proposed (``reason`` says why, where they differ)
    fund_fen      what is left of it at the community: the sum of its entries, never negative
    """

    subject_type = "transfer_share"
    workflow = TRANSFER_SHARE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ShareStatus, editable=False)
    plan = models.ForeignKey(TransferPlan, models.PROTECT, related_name="shares")
    population = models.PositiveIntegerField(_("人口"), null=True)
    households = models.PositiveIntegerField(_("户数"), null=True)
    area_km2 = models.DecimalField(_("面积"), max_digits=9, decimal_places=2, null=True)
    computed_fen = models.BigIntegerField(_("按公式（分）"), default=0)
    fen = models.BigIntegerField(_("金额（分）"), default=0)
    reason = models.CharField(_("调整理由"), max_length=200, blank=True)
    fund_fen = models.BigIntegerField(default=0, editable=False)
    finding = models.CharField(_("审计意见"), max_length=500, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("社区转移支付")
        verbose_name_plural = _("社区转移支付")
        indexes = [
            models.Index(fields=["community", "-id"], name="transfer_share_place"),
            models.Index(fields=["subdistrict", "-id"], name="transfer_share_subdistrict"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "community"], name="transfer_share_once"),
            models.CheckConstraint(
                name="transfer_share_money", condition=Q(fen__gte=0, computed_fen__gte=0)
            ),
            models.CheckConstraint(
                name="transfer_fund_never_negative", condition=Q(fund_fen__gte=0)
            ),
            models.CheckConstraint(
                name="transfer_change_says_why",
                condition=Q(fen=F("computed_fen")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.community_id}"

    def locked_first(self) -> list[models.QuerySet]:
        """The plan it is a part of."""
        return [TransferPlan.objects.filter(pk=self.plan_id)]


class TransferPurse(models.TextChoices):
    """Between whom the money moves."""

    DISTRICT = "district", _("区财政")
    FUND = "fund", _("社区专户")
    PAID = "paid", _("收款人")


class TransferEntryKind(models.TextChoices):
    """What moved it."""

    ALLOTMENT = "allotment", _("拨付到社区")
    USE = "use", _("使用")
    RETURN = "return", _("结余退回")
    REVERSAL = "reversal", _("冲正")


class TransferEntry(MoneyEntry):
    """One movement of a community's share."""

    share = models.ForeignKey(TransferShare, models.PROTECT, related_name="entries")
    kind = models.CharField(_("类别"), max_length=10, choices=TransferEntryKind)
    source = models.CharField(max_length=8, choices=TransferPurse)
    target = models.CharField(max_length=8, choices=TransferPurse)

    class Meta(MoneyEntry.Meta):
        verbose_name = _("转移支付账目")
        verbose_name_plural = _("转移支付账目")
        constraints = entry_constraints("transfer_entry")


class TransferUse(MoneyRequest, DoneForSomebody):
    """Money asked for out of a share, for a resolution or an entrusted affair."""

    subject_type = "transfer_use"

    share = models.ForeignKey(TransferShare, models.PROTECT, related_name="uses")
    resolution = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, blank=True, related_name="transfer_uses"
    )
    entrusted = models.ForeignKey(
        "workstations.EntrustedAffair",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfer_uses",
    )
    entry = models.OneToOneField(TransferEntry, models.PROTECT, null=True, blank=True)

    class Meta(MoneyRequest.Meta):
        verbose_name = _("用款申请")
        verbose_name_plural = _("用款申请")
        constraints = [
            *request_constraints("transfer_use"),
            models.CheckConstraint(
                name="transfer_use_for_one_thing",
                condition=Q(resolution__isnull=False, entrusted__isnull=True)
                | Q(resolution__isnull=True, entrusted__isnull=False),
            ),
        ]
