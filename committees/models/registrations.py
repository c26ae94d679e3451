"""The roll of an election: who may vote, on what ground; never how, and never whether, they did."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class VoterBasis(models.TextChoices):
    """By what the law lets somebody vote here (§16)."""

    HUKOU = "hukou", _("户籍在本社区")
    LIVING = "living", _("居住在本社区")
    WORKER = "worker", _("在本社区工作满期的社区工作者")


class VoterRegistration(models.Model):
    """One name on the roll of one election, in the form that the election has.

    id_digest  HMAC of the ID number: the same person on two rolls is found, the number is not
               kept; id_tail its last four, for the clerk at the table
    born_on    of a representative it was checked when the seat was taken
    household  the door as the roll writes it; in the form by households one name per door
    removed_on taken off by a ruling (§17); the row stays as proof
    """

    election = models.ForeignKey(
        "committees.Election", models.CASCADE, related_name="registrations"
    )
    number = models.PositiveIntegerField(_("序号"))
    name = models.CharField(_("姓名"), max_length=40)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    basis = models.CharField(_("登记依据"), max_length=8, choices=VoterBasis)
    group_name = models.CharField(_("居民小组"), max_length=40, blank=True)
    household = models.CharField(_("户（门牌）"), max_length=80)
    id_digest = models.CharField(max_length=64, blank=True, editable=False)
    id_tail = models.CharField(max_length=4, blank=True, editable=False)
    representative = models.ForeignKey(
        "committees.Representative", models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    added_by_ruling = models.BooleanField(default=False, editable=False)
    removed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("选民登记")
        verbose_name_plural = _("选民登记")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="registration_number"),
            models.UniqueConstraint(
                fields=["election", "id_digest"],
                condition=Q(removed_on__isnull=True) & ~Q(id_digest=""),
                name="registration_person_once",
            ),
        ]
        indexes = [models.Index(fields=["id_digest"], name="registration_person")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
