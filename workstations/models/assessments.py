"""The committee's assessment of the station, fed by residents' ratings."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Assessment(models.Model):
    """One station's quarter: ratings counted as they come in (unrated counts as nothing)."""

    subject_type = "assessment"

    station = models.ForeignKey(
        "workstations.Workstation", models.PROTECT, related_name="assessments"
    )
    quarter = models.DateField(_("季度"), help_text=_("季度的第一天"))
    rated = models.PositiveIntegerField(_("评价数"), default=0)
    score_sum = models.PositiveIntegerField(default=0)
    solved = models.PositiveIntegerField(_("已解决"), default=0)

    class Meta:
        verbose_name = _("考核")
        verbose_name_plural = _("考核")
        constraints = [
            models.UniqueConstraint(fields=["station", "quarter"], name="assessment_once")
        ]

    def __str__(self) -> str:
        return f"{self.station} {self.quarter:%Y-%m}"

    @property
    def community_id(self) -> int:
        """The community, for the record."""
        return self.station.community_id

    @property
    def quarter_name(self) -> str:
        """``2026 年第 1 季度``."""
        number = (self.quarter.month + 2) // 3
        return gettext("%(year)s 年第 %(n)s 季度") % {"year": self.quarter.year, "n": number}

    @property
    def average(self) -> Decimal | None:
        """The mean of the scores, to one decimal; None before the first rating."""
        if not self.rated:
            return None
        mean = Decimal(self.score_sum) / self.rated
        return mean.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def solved_percent(self) -> int | None:
        """Solved by the residents' word, of those rated."""
        return round(100 * self.solved / self.rated) if self.rated else None


class AssessmentRating(models.Model):
    """One rating that counted, with the executor it speaks of; counted once."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    rating = models.OneToOneField("resident_affairs.Rating", models.PROTECT, related_name="+")
    task = models.ForeignKey(
        "workstations.Task", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("计入考核的评价")
        verbose_name_plural = _("计入考核的评价")

    def __str__(self) -> str:
        return f"{self.assessment} ← {self.rating_id}"
