"""Near kin, as declared: two people who may not sit together (§10, §36)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Kinship(models.TextChoices):
    """How the two are related."""

    SPOUSE = "spouse", _("夫妻")
    LINEAL = "lineal", _("直系血亲")
    SIBLING = "sibling", _("兄弟姐妹")
    IN_LAW = "in_law", _("近姻亲")


class KinTie(models.Model):
    """One declared tie; stored once, the smaller id first."""

    subject_type = "kin_tie"

    one = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kinship = models.CharField(_("亲属关系"), max_length=8, choices=Kinship)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    noted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("近亲属关系")
        verbose_name_plural = _("近亲属关系")
        constraints = [
            models.CheckConstraint(name="kin_smaller_first", condition=Q(one__lt=F("other"))),
            models.UniqueConstraint(fields=["one", "other"], name="kin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}–{self.other_id}: {self.get_kinship_display()}"
