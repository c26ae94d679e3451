"""The circles around the committee: oversight, sub-committees, units with their delegates."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.terms import Term


class OversightSeat(Term):
    """A seat on the oversight committee (居务监督委员会, §36)."""

    subject_type = "oversight_seat"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="oversight_seats"
    )
    is_head = models.BooleanField(_("主任"), default=False)

    class Meta:
        verbose_name = _("居务监督委员会成员")
        verbose_name_plural = _("居务监督委员会成员")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "user"],
                condition=Q(ended_ground=""),
                name="oversight_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class Remit(models.TextChoices):
    """The sub-committees that the law names (DOMAIN c)."""

    MEDIATION = "mediation", _("人民调解")
    SAFETY = "safety", _("治安保卫")
    HEALTH = "health", _("公共卫生")
    SURROUNDINGS = "surroundings", _("环境和物业管理")
    AGES = "ages", _("老年人和妇女儿童")


class SubCommittee(models.Model):
    """A sub-committee of one term; its head is a member of the committee.

    dissolved_on  from which day it is no more, by which decision of the committee
    """

    subject_type = "sub_committee"

    committee = models.ForeignKey(
        "committees.Committee", models.PROTECT, related_name="sub_committees"
    )
    remit = models.CharField(_("下属委员会"), max_length=16, choices=Remit)
    head = models.ForeignKey("committees.Membership", models.PROTECT, related_name="+")
    dissolved_on = models.DateField(_("撤销日期"), null=True, blank=True, editable=False)
    dissolved_by = models.ForeignKey(
        "committees.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("撤销它的决议"),
    )

    class Meta:
        verbose_name = _("下属委员会")
        verbose_name_plural = _("下属委员会")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "remit"],
                condition=Q(dissolved_on__isnull=True),
                name="sub_committee_once",
            ),
            models.CheckConstraint(
                name="sub_committee_dissolved_by_decision",
                condition=Q(dissolved_on__isnull=True, dissolved_by__isnull=True)
                | Q(dissolved_on__isnull=False, dissolved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_remit_display()}委员会"


class SubCommitteeSeat(Term):
    """A seat on a sub-committee beside its head: of a member of the committee, or of a resident,
    with or without an account."""

    subject_type = "sub_committee_seat"

    sub_committee = models.ForeignKey(SubCommittee, models.PROTECT, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("姓名"), max_length=40)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("下属委员会成员")
        verbose_name_plural = _("下属委员会成员")
        constraints = [
            models.UniqueConstraint(
                fields=["sub_committee", "user"],
                condition=Q(ended_ground="", user__isnull=False),
                name="sub_committee_seat_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sub_committee} · {self.name}"

    @property
    def community(self):
        """The community whose committee it belongs to."""
        return self.sub_committee.committee.community


class UnitDelegate(Term):
    """A resident unit and who speaks for it: a seat without a vote (X1, §46)."""

    subject_type = "delegate"

    community = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    unit = models.CharField(_("单位名称"), max_length=60)
    name = models.CharField(_("代表姓名"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("驻社区单位代表")
        verbose_name_plural = _("驻社区单位代表")

    def __str__(self) -> str:
        return f"{self.unit} · {self.name}"
