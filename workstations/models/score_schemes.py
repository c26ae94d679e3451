"""By what measure people and stations are scored (考核办法): weights, indicators, thresholds."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.models.divisions import Level
from workstations import scoring
from workstations.models.training import Topic


class Grade(models.TextChoices):
    """The four results of a year."""

    EXCELLENT = "excellent", _("优秀")
    QUALIFIED = "qualified", _("合格")
    BASIC = "basic", _("基本合格")
    FAILED = "failed", _("不合格")


class Scored(models.TextChoices):
    """Whom an indicator measures."""

    WORKER = "worker", _("社工")
    STATION = "station", _("社工站")


class EvidenceKind(models.TextChoices):
    """Which figure of the system stands beside an indicator."""

    NONE = "", _("没有对应数字")
    ON_TIME = "on_time", _("按期率")
    REWORK = "rework", _("一次通过率")
    RATINGS = "ratings", _("居民满意率")
    HOURS = "hours", _("培训学时")
    RESOLUTIONS = "resolutions", _("决议任务完成率")


class ScoreScheme(models.Model):
    """One measure of one sub-district from ``valid_from`` on, which its quarters and years keep.

    *_weight         of the sub-district's, the committee's and the residents' points; sum 100
    *_from           whole points from which (including) a grade is reached
    closing_quarter  the quarter with which a year of assessment closes: 4 = the calendar year
    enacted_at       set once its indicators add up; nothing of it changes afterwards
    """

    subject_type = "score_scheme"

    subdistrict = models.ForeignKey("portal.Division", models.PROTECT, related_name="+")
    valid_from = models.DateField(_("自哪天起用"))
    street_weight = models.PositiveSmallIntegerField(_("街道打分占"), default=50)
    committee_weight = models.PositiveSmallIntegerField(_("居委会打分占"), default=50)
    residents_weight = models.PositiveSmallIntegerField(_("居民评价占"), default=0)
    excellent_from = models.PositiveSmallIntegerField(_("优秀（含）"), default=90)
    qualified_from = models.PositiveSmallIntegerField(_("合格（含）"), default=75)
    basic_from = models.PositiveSmallIntegerField(_("基本合格（含）"), default=60)
    closing_quarter = models.PositiveSmallIntegerField(_("考核年度到第几季度止"), default=4)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    enacted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    submit_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("考核办法")
        verbose_name_plural = _("考核办法")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["subdistrict", "valid_from"], name="score_scheme_once_a_day"
            ),
            models.CheckConstraint(
                name="score_scheme_weights",
                condition=Q(
                    street_weight=scoring.WHOLE - F("committee_weight") - F("residents_weight")
                ),
            ),
            models.CheckConstraint(
                name="score_scheme_two_bodies",
                condition=Q(street_weight__gte=1, committee_weight__gte=1),
            ),
            models.CheckConstraint(
                name="score_scheme_thresholds",
                condition=Q(
                    excellent_from__lte=scoring.WHOLE,
                    excellent_from__gt=F("qualified_from"),
                    qualified_from__gt=F("basic_from"),
                    basic_from__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="score_scheme_closing",
                condition=Q(closing_quarter__gte=1, closing_quarter__lte=4),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subdistrict_id} {self.valid_from:%Y-%m-%d}"

    @property
    def community_id(self) -> None:
        """It belongs to no community."""
        return None

    def grade_of(self, points) -> str:
        """The grade of exact ``points``."""
        return scoring.grade_of(points, self.excellent_from, self.qualified_from, self.basic_from)

    @property
    def division_chain(self) -> dict[Level, int | None]:
        """The sub-district's chain, loaded with it."""
        return {
            Level.GROUP: None,
            Level.COMMUNITY: None,
            Level.SUBDISTRICT: self.subdistrict_id,
            Level.DISTRICT: self.subdistrict.parent_id,
        }


class ScoreIndicator(models.Model):
    """One thing that is scored with 0 to 100 points; the weights of a scheme's indicators for
    workers, and for the station, add up to 100 each (a trigger asks when it is enacted)."""

    scheme = models.ForeignKey(ScoreScheme, models.PROTECT, related_name="indicators")
    scored = models.CharField(_("对象"), max_length=8, choices=Scored)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("指标"), max_length=40)
    definition = models.CharField(_("怎么算"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("权重"))
    evidence = models.CharField(_("数字依据"), max_length=12, choices=EvidenceKind, blank=True)
    topic = models.CharField(_("弱了学什么"), max_length=12, choices=Topic, blank=True)

    class Meta:
        verbose_name = _("考核指标")
        verbose_name_plural = _("考核指标")
        ordering = ["scored", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "scored", "position"], name="score_indicator_position"
            ),
            models.UniqueConstraint(
                fields=["scheme", "scored", "name"], name="score_indicator_name"
            ),
            models.CheckConstraint(
                name="score_indicator_weight", condition=Q(weight__gte=1, weight__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.name
