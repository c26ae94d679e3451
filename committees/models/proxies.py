"""Written proxies of voters who are away on election day (§19)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class VoterProxy(models.Model):
    """One voter's written mandate to another of the same roll. It says who may take the ballot,
    never what was on it."""

    election = models.ForeignKey("committees.Election", models.PROTECT, related_name="proxies")
    giver = models.OneToOneField(
        "committees.VoterRegistration", models.PROTECT, related_name="proxy_given"
    )
    holder = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, related_name="proxies_held"
    )
    reason = models.CharField(_("外出原因"), max_length=100)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    noted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("委托投票")
        verbose_name_plural = _("委托投票")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="proxy_of_another", condition=~Q(giver=F("holder"))),
        ]

    def __str__(self) -> str:
        return f"{self.giver.name} → {self.holder.name}"
