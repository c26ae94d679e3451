"""Written proxies of voters who are away on election day (§19)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class NearKin(models.TextChoices):
    """Who is near kin (Civil Code §1045), as the giver of a proxy calls the holder."""

    SPOUSE = "spouse", _("配偶")
    PARENT = "parent", _("父母")
    CHILD = "child", _("子女")
    SIBLING = "sibling", _("兄弟姐妹")
    GRANDPARENT = "grandparent", _("祖父母、外祖父母")
    GRANDCHILD = "grandchild", _("孙子女、外孙子女")


class VoterProxy(models.Model):
    """One voter's written mandate to another of the same roll, for one vote: a runoff needs a new
    one. It says who may take the ballot, never what was on it.

    kinship     of a village, where near kin alone may vote for somebody (its law's §15): what the
                holder is to the giver; it is not published
    scan        the written paper, where somebody photographed it; the paper itself is kept
    revoked_on  taken back, or fallen with a name that left the roll
    """

    election = models.ForeignKey("committees.Election", models.PROTECT, related_name="proxies")
    giver = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, related_name="proxies_given"
    )
    holder = models.ForeignKey(
        "committees.VoterRegistration", models.PROTECT, related_name="proxies_held"
    )
    reason = models.CharField(_("外出原因"), max_length=100)
    kinship = models.CharField(_("受托人是委托人的"), max_length=12, choices=NearKin, blank=True)
    scan = models.ForeignKey(
        "portal.Picture", models.PROTECT, null=True, blank=True, related_name="proxy_papers"
    )
    revoked_on = models.DateField(null=True, blank=True, editable=False)
    revoked_why = models.CharField(max_length=100, blank=True, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    noted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("委托投票")
        verbose_name_plural = _("委托投票")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "giver"],
                condition=Q(revoked_on__isnull=True),
                name="proxy_given_once",
            ),
            models.CheckConstraint(name="proxy_of_another", condition=~Q(giver=F("holder"))),
        ]

    def __str__(self) -> str:
        return f"{self.giver.name} → {self.holder.name}"
