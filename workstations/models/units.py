"""Those who may entrust an affair: departments, enterprises and other units, and their people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class UnitKind(models.TextChoices):
    """What kind of unit it is."""

    DEPARTMENT = "department", _("职能部门")
    ENTERPRISE = "enterprise", _("企业")
    INSTITUTION = "institution", _("事业单位")
    SOCIETY = "society", _("社会组织")


class Unit(models.Model):
    """One unit of a district."""

    subject_type = "unit"

    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("性质"), max_length=12, choices=UnitKind)
    district = models.ForeignKey("portal.Division", models.PROTECT, related_name="units")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("委托单位")
        verbose_name_plural = _("委托单位")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name


class UnitMember(models.Model):
    """Somebody who acts for a unit, from ``valid_from`` up to ``valid_to``."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="unit_memberships"
    )
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = _("经办人")
        verbose_name_plural = _("经办人")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "user"],
                condition=Q(valid_to__isnull=True),
                name="unit_member_once",
            ),
            models.CheckConstraint(
                name="unit_member_runs_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.unit_id}"
