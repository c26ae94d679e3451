"""Residents who register themselves as voters (§16): asked on the portal, decided at the table."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.registrations import VoterBasis
from portal.kernel import clock


class ApplicationState(models.TextChoices):
    """Where it is."""

    WAITING = "waiting", _("等待选举委员会核对")
    ACCEPTED = "accepted", _("已登记")
    REFUSED = "refused", _("不予登记")


class VoterApplication(models.Model):
    """One resident's wish to be registered, as the person gave it; the ID number as a digest."""

    election = models.ForeignKey("committees.Election", models.PROTECT, related_name="applications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="voter_applications"
    )
    name = models.CharField(_("姓名"), max_length=40)
    born_on = models.DateField(_("出生日期"))
    basis = models.CharField(_("登记依据"), max_length=8, choices=VoterBasis)
    group_name = models.CharField(_("居民小组"), max_length=40, blank=True)
    household = models.CharField(_("户（门牌）"), max_length=80)
    worker_since = models.DateField(_("到本社区工作"), null=True, blank=True)
    living_since = models.DateField(_("到本村居住"), null=True, blank=True)
    id_digest = models.CharField(max_length=64, blank=True, editable=False)
    id_tail = models.CharField(max_length=4, blank=True, editable=False)
    state = models.CharField(
        max_length=8, choices=ApplicationState, default=ApplicationState.WAITING, editable=False
    )
    why = models.CharField(max_length=200, blank=True, editable=False)
    registration = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, null=True, editable=False, related_name="+"
    )
    filed_at = models.DateTimeField(default=clock.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("选民登记申请")
        verbose_name_plural = _("选民登记申请")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "user"],
                condition=~Q(state="refused"),
                name="application_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
