"""Figures: roll-ups kept from the record, so that a dashboard never scans an affair table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock


class Figure(models.Model):
    """``value`` of ``measure`` in one month, at one division, for one category (0 = all).

    ``bucket`` spreads a measure over whole days (durations) or scores; 0 for plain counts.
    Rows exist for the community and for each division above it.
    """

    month = models.DateField()
    division = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    category_id = models.BigIntegerField(default=0)
    measure = models.CharField(max_length=32)
    bucket = models.SmallIntegerField(default=0)
    value = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("统计数")
        verbose_name_plural = _("统计数")
        constraints = [
            models.UniqueConstraint(
                fields=["division", "category_id", "month", "measure", "bucket"],
                name="figure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.measure}[{self.bucket}] = {self.value}"


class Gauge(models.Model):
    """The present height of something (open, overdue), measured by a job at ``as_of``."""

    division = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    category_id = models.BigIntegerField(default=0)
    measure = models.CharField(max_length=32)
    value = models.BigIntegerField(default=0)
    as_of = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("现状数")
        verbose_name_plural = _("现状数")
        constraints = [
            models.UniqueConstraint(
                fields=["division", "category_id", "measure"], name="gauge_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} = {self.value}"


class ActiveResident(models.Model):
    """One resident took part in one community's affairs in one month (counted once)."""

    month = models.DateField()
    division = models.ForeignKey(
        "portal.Division", models.PROTECT, related_name="+", db_index=False
    )
    user_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("参与居民")
        verbose_name_plural = _("参与居民")
        constraints = [
            models.UniqueConstraint(
                fields=["division", "month", "user_id"], name="active_resident_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.division_id} {self.user_id}"
