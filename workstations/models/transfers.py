"""Fiscal transfers (转移支付, S52): the year's formula, each community's share, its use."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.divisions import Level
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.workflows.transfers import (
    TRANSFER_PLAN,
    TRANSFER_SHARE,
    ShareStatus,
    TransferStatus,
)

T = TransferStatus
PUBLIC_PLANS = frozenset({T.APPROVED, T.PAID_DOWN, T.AUDITED})


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


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
    made_by = _person()
    proposed_by = _person(null=True)
    approved_by = _person(null=True)
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


class TransferEntry(models.Model):
    """One movement from one purse to another, so that every entry sums to zero (L1). Never
    changed: a mistake is reversed by an entry (L2)."""

    share = models.ForeignKey(TransferShare, models.PROTECT, related_name="entries")
    kind = models.CharField(_("类别"), max_length=10, choices=TransferEntryKind)
    source = models.CharField(max_length=8, choices=TransferPurse)
    target = models.CharField(max_length=8, choices=TransferPurse)
    fen = models.BigIntegerField(_("金额（分）"))
    words = models.CharField(_("摘要"), max_length=120)
    voucher = models.CharField(_("凭证号"), max_length=60, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    made_by = _person()
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("转移支付账目")
        verbose_name_plural = _("转移支付账目")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="transfer_entry_positive", condition=Q(fen__gt=0)),
            models.CheckConstraint(name="transfer_entry_moves", condition=~Q(source=F("target"))),
            models.CheckConstraint(
                name="transfer_reversal_names_its_entry",
                condition=Q(kind=TransferEntryKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=TransferEntryKind.REVERSAL) & Q(reverses__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fen}"

    @property
    def effect(self) -> int:
        """By how much the community's fund grew."""
        fund = TransferPurse.FUND
        return self.fen * ((self.target == fund) - (self.source == fund))


class TransferUseQuerySet(models.QuerySet):
    """Uses by state."""

    def waiting(self):
        """Neither paid nor refused."""
        return self.filter(entry__isnull=True, refused_by__isnull=True)


class TransferUse(models.Model):
    """Money asked for out of a share, for a resolution or an entrusted affair; paid when two
    people, neither of them the one who asked, approve (L4)."""

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
    fen = models.BigIntegerField(_("金额（分）"))
    payee = models.CharField(_("收款人"), max_length=80)
    purpose = models.CharField(_("用途"), max_length=120)
    asked_by = _person()
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    first_by = _person(null=True)
    second_by = _person(null=True)
    refused_by = _person(null=True)
    refused_reason = models.CharField(max_length=200, blank=True)
    entry = models.OneToOneField(TransferEntry, models.PROTECT, null=True, blank=True)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = TransferUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("用款申请")
        verbose_name_plural = _("用款申请")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="transfer_use_positive", condition=Q(fen__gt=0)),
            models.CheckConstraint(
                name="transfer_use_for_one_thing",
                condition=Q(resolution__isnull=False, entrusted__isnull=True)
                | Q(resolution__isnull=True, entrusted__isnull=False),
            ),
            models.CheckConstraint(
                name="transfer_use_two_others",
                condition=(Q(first_by__isnull=True) | ~Q(first_by=F("asked_by")))
                & (
                    Q(second_by__isnull=True)
                    | (~Q(second_by=F("asked_by")) & ~Q(second_by=F("first_by")))
                ),
            ),
            models.CheckConstraint(
                name="transfer_use_paid_by_two",
                condition=Q(entry__isnull=True)
                | Q(first_by__isnull=False, second_by__isnull=False, refused_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payee} {self.fen}"
