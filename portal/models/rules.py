"""The rules of the field as data: effective-dated, each with its legal source."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """Whose law applies."""

    RESIDENTS = "residents_committee", _("城市居民委员会")
    VILLAGERS = "village_committee", _("村民委员会")


class RuleSet(models.Model):
    """One set of rules from ``valid_from`` on. ``rules`` maps a topic to its thresholds, periods
    and articles; a meeting, poll or vote freezes a copy of what it opened under."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=120)
    body_kind = models.CharField(max_length=24, choices=BodyKind, default=BodyKind.RESIDENTS)
    valid_from = models.DateField(_("施行日期"))
    valid_to = models.DateField(_("废止日期"), null=True, blank=True)
    is_default = models.BooleanField(_("默认采用"), default=True)
    source = models.CharField(_("依据"), max_length=200)
    rules = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("规则集")
        verbose_name_plural = _("规则集")
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return self.title


class RuleAdoption(models.Model):
    """A community lives by another rule set than its law for a time: a pilot, by whose leave."""

    subject_type = "rule_adoption"

    division = models.ForeignKey("portal.Division", models.PROTECT, related_name="rule_adoptions")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="adoptions")
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("止"), null=True, blank=True)
    ground = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("规则试点")
        verbose_name_plural = _("规则试点")
        constraints = [
            models.UniqueConstraint(
                fields=["division", "valid_from"], name="rule_adoption_once_a_day"
            ),
            models.CheckConstraint(
                name="rule_adoption_runs_forward",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.rule_set}"
