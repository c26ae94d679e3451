"""Contracts of employment at a station (一年一聘, S34): one row for each term."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations import labour
from workstations.workflows.contracts import (
    BINDING,
    CONTRACT,
    LIVE,
    OVER,
    UNSIGNED,
    ContractStatus,
)


class Employment(models.TextChoices):
    """By what kind of contract somebody works there: art. 14(3) binds the first (X4)."""

    LABOUR = "labour", _("劳动合同（街道签订）")
    DISPATCH = "dispatch", _("劳务派遣")
    SERVICE = "service", _("政府购买服务")
    CADRE = "cadre", _("在编人员")


class EndGround(models.TextChoices):
    """Why a contract ended (Labour Contract Law arts. 36–44)."""

    EXPIRED = "expired", _("到期，没有续签（第四十四条）")
    NOT_RENEWED = "not_renewed", _("决定到期不续签（第四十四条）")
    AGREED = "agreed", _("协商一致解除（第三十六条）")
    RESIGNED = "resigned", _("本人提出解除（第三十七条）")
    PROBATION = "probation", _("试用期内不符合录用条件（第三十九条）")
    BREACH = "breach", _("严重违反规章、严重失职（第三十九条）")
    UNFIT = "unfit", _("不能胜任或情况重大变化（第四十条）")
    RETIRED = "retired", _("退休等法定情形（第四十四条）")


class ContractQuerySet(SubjectQuerySet):
    """Contracts by state and day."""

    def live(self):
        """In force on some ground: probation, in force, expiring."""
        return self.filter(status__in=sorted(LIVE))

    def open(self):
        """Not over."""
        return self.exclude(status__in=sorted(OVER))


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, **({"related_name": "+"} | more)
    )


class Contract(Subject):
    """One term of one person on one post.

    ends_on          the last day; None = without a fixed end (无固定期限)
    probation_until  its last day, or None
    term_number      1 for the hire, 2 for the first renewal, …
    fixed_terms      how many fixed terms in a row there are with this one (art. 14(3))
    opinion_due_on   until when the committee may be waited for
    assignment       the role that came with it; None while a grant of the roster carries it
    """

    subject_type = "contract"
    workflow = CONTRACT
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ContractStatus, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="+")
    post = models.ForeignKey("workstations.StationPost", models.PROTECT, related_name="contracts")
    user = _person(related_name="contracts")
    employment = models.CharField(_("用工形式"), max_length=12, choices=Employment)
    starts_on = models.DateField(_("自"))
    ends_on = models.DateField(_("止"), null=True, blank=True)
    probation_until = models.DateField(_("试用期至"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    term_number = models.PositiveSmallIntegerField(default=1, editable=False)
    fixed_terms = models.PositiveSmallIntegerField(default=1, editable=False)
    fixed_by_request = models.BooleanField(_("本人书面要求固定期限"), default=False)
    opinion = models.TextField(_("居委会意见"), max_length=1000, blank=True)
    opinion_favours = models.BooleanField(null=True, blank=True)
    opinion_due_on = models.DateField(_("居委会意见期限"), null=True, blank=True)
    renewal_opinion = models.TextField(_("居委会续签意见"), max_length=1000, blank=True)
    renewal_favours = models.BooleanField(null=True, blank=True)
    drafted_by = _person()
    signed_by_street = _person(null=True)
    signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_on = models.DateField(_("最后一天"), null=True, blank=True, editable=False)
    end_ground = models.CharField(_("终止依据"), max_length=12, choices=EndGround, blank=True)
    assignment = models.OneToOneField(
        "portal.RoleAssignment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("聘用合同")
        verbose_name_plural = _("聘用合同")
        indexes = [
            models.Index(fields=["subdistrict", "status", "ends_on"], name="contract_queue"),
            models.Index(fields=["community", "-id"], name="contract_place"),
            models.Index(fields=["user", "-id"], name="contract_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="contract_term",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="contract_probation_inside",
                condition=Q(probation_until__isnull=True)
                | (
                    Q(probation_until__gte=F("starts_on"))
                    & (Q(ends_on__isnull=True) | Q(probation_until__lte=F("ends_on")))
                ),
            ),
            models.CheckConstraint(
                name="contract_not_with_oneself",
                condition=Q(signed_by_street__isnull=True) | ~Q(signed_by_street=F("user")),
            ),
            models.CheckConstraint(
                name="contract_binding_is_signed",
                condition=~Q(status__in=sorted(BINDING)) | Q(signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="contract_end_has_ground",
                condition=~Q(status="ended") | (Q(ended_on__isnull=False) & ~Q(end_ground="")),
            ),
            models.UniqueConstraint(
                fields=["user", "station"],
                condition=Q(status__in=sorted(LIVE)),
                name="contract_one_live",
            ),
            models.UniqueConstraint(
                fields=["user", "station"],
                condition=Q(status__in=sorted(UNSIGNED | {ContractStatus.SIGNED})),
                name="contract_one_coming",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def locked_first(self) -> list[models.QuerySet]:
        """The term before it ends when this one begins."""
        rows = Contract._base_manager.filter(pk=self.previous_id)
        return [rows] if self.previous_id else []

    @property
    def reference(self) -> str:
        """``CTR-2026-000003``."""
        return reference_format("CTR", self.created_at.year, self.pk or 0)

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.status not in OVER

    @property
    def title(self) -> str:
        """Who, on which post; both are loaded."""
        return f"{self.user.name} · {self.post.title}"

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        if self.status in OVER:
            return "calm"
        if self.status == ContractStatus.DRAFTED or self.waits_for_renewal_opinion:
            return "deliberation"
        return "execution"

    @property
    def waits_for_renewal_opinion(self) -> bool:
        """Whether the committee is asked about its renewal."""
        return self.status == ContractStatus.EXPIRING and not self.renewal_opinion

    @property
    def open_ended_is_due(self) -> bool:
        """Whether its renewal must consider an open-ended contract (art. 14(3), X4)."""
        return self.ends_on is not None and labour.open_ended_is_due(self.fixed_terms)

    @property
    def open_ended_binds(self) -> bool:
        """Whether the law surely binds here: a labour contract. Other forms: to be looked at."""
        return self.open_ended_is_due and self.employment == Employment.LABOUR

    @property
    def days_left(self) -> int | None:
        """Days until its last day; None without one."""
        return (self.ends_on - clock.today()).days if self.ends_on else None

    @property
    def is_binding(self) -> bool:
        """Whether both signed and it is not over."""
        return self.status in BINDING
