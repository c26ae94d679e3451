"""Lists of powers (权责清单): what a body must do, assists in, and may not be given."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class DutyList(models.TextChoices):
    """Which list an entry stands on."""

    STATUTORY = "statutory", _("法定职责")
    ASSIST = "assist", _("协助事项")
    NEGATIVE = "negative", _("负面清单（不得交给居委会）")
    CERTIFICATE = "certificate", _("不应出具的证明")


class DutyBody(models.TextChoices):
    """Whose duty it is, or to whom it may not be given."""

    COMMITTEE = "committee", _("居民委员会")
    STATION = "station", _("社工站")
    SUBDISTRICT = "subdistrict", _("街道办事处")


class DutyQuerySet(models.QuerySet):
    """Entries by time."""

    def in_force(self, on=None):
        """Those that hold on the date ``on`` (default: today)."""
        on = on or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)


class Duty(models.Model):
    """One entry, in one wording, from ``valid_from`` up to ``valid_to``. A new wording is a new
    row with the same ``number``; the old one stays to be read.

    basis  the law, the article, or the paper of the district that put it on the list
    """

    subject_type = "duty"

    list_kind = models.CharField(_("清单"), max_length=12, choices=DutyList)
    number = models.CharField(_("编号"), max_length=12)
    title = models.CharField(_("事项"), max_length=80)
    text = models.TextField(_("说明"), max_length=1000, blank=True)
    basis = models.CharField(_("依据"), max_length=200)
    body = models.CharField(_("主体"), max_length=12, choices=DutyBody)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("止"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("权责清单")
        verbose_name_plural = _("权责清单")
        ordering = ["list_kind", "number", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_kind", "number", "valid_from"], name="duty_version_once"
            ),
            models.UniqueConstraint(
                fields=["list_kind", "number"],
                condition=Q(valid_to__isnull=True),
                name="duty_one_wording_open",
            ),
            models.CheckConstraint(
                name="duty_runs_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_list_kind_display()} {self.number} {self.title}"
