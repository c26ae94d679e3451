"""The handover between two committees: what goes over, from whom to whom, on which day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from committees.workflows.handovers import HANDOVER, HandoverStatus
from portal.kernel import clock
from portal.kernel.deadlines import Reading, end_of
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet

DAY = timedelta(days=1)


class Handover(Subject):
    """The handover of a new term. ``rules`` are those of the term's first day."""

    subject_type = "handover"
    workflow = HANDOVER
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=HandoverStatus, editable=False)
    committee = models.OneToOneField(
        "committees.Committee", models.PROTECT, related_name="handover"
    )
    previous = models.ForeignKey("committees.Committee", models.PROTECT, related_name="+")
    due_on = models.DateField(_("期限"))
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    rules = models.JSONField(default=dict, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("工作移交")
        verbose_name_plural = _("工作移交")
        indexes = [models.Index(fields=["community", "status"], name="handover_community")]

    def __str__(self) -> str:
        return f"{self.committee} · {_('工作移交')}"

    @property
    def reference(self) -> str:
        """``HDO-2026-000004``."""
        return reference_format("HDO", self.created_at.year, self.pk or 0)

    @property
    def is_over(self) -> bool:
        """Whether everything has gone over."""
        return self.status == HandoverStatus.COMPLETED

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed with something left."""
        return not self.is_over and clock.today() > self.due_on

    @property
    def clock_reading(self) -> Reading | None:
        """From the term's first day to the end of the last one the law gives; None once over."""
        if self.is_over:
            return None
        return Reading(end_of(self.committee.term_from - DAY), end_of(self.due_on))

    @cached_property
    def lines(self) -> list:
        """The checklist."""
        return list(self.items.select_related("given_by", "received_by", "scan"))


class HandoverKind(models.TextChoices):
    """What the law lets pass from one committee to the next (§25)."""

    SEAL = "seal", _("印章")
    OFFICE = "office", _("办公场所和办公用品")
    ACCOUNTS = "accounts", _("集体财务账目")
    PROPERTY = "property", _("固定资产")
    ARCHIVES = "archives", _("工作档案")
    CONTRACTS = "contracts", _("合同和协议")
    LEFTOVERS = "leftovers", _("债权债务和遗留事项")


# Whose lines also say how much money.
MONEY = (HandoverKind.ACCOUNTS, HandoverKind.LEFTOVERS)


class HandoverItem(models.Model):
    """One line of the checklist: what goes over, ticked by both sides.

    contents     what it is, in words; quantity how many pieces, of money the balance in fen
                 (a debt is negative)
    exception    what is missing, unclear or handed over later
    scan         the list or the accounts, signed, as a paper beside the handover
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=HandoverKind)
    contents = models.TextField(_("移交什么"), max_length=1000, blank=True)
    quantity = models.PositiveIntegerField(_("数量"), null=True, blank=True)
    balance_fen = models.BigIntegerField(_("余额（分）"), null=True, blank=True)
    exception = models.CharField(_("缺少或者另行移交的"), max_length=300, blank=True)
    scan = models.ForeignKey(
        "portal.Paper", models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    given_at = models.DateTimeField(null=True, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    received_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("移交清单")
        verbose_name_plural = _("移交清单")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind"], name="handover_item_once"),
            models.CheckConstraint(
                name="handover_item_balance_of_money",
                condition=Q(balance_fen__isnull=True) | Q(kind__in=MONEY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"

    @property
    def is_done(self) -> bool:
        """Both sides said so."""
        return bool(self.given_at and self.received_at)
