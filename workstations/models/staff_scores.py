"""A quarter of somebody at a station, scored by the sub-district and by the committee (S35)."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.models.score_schemes import ScoreScheme
from workstations.workflows.scores import BOTH_IN, STAFF_SCORE, ScoreStatus


class ScoreBody(models.TextChoices):
    """Who scores."""

    STREET = "street", _("街道")
    COMMITTEE = "committee", _("居委会")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, **({"related_name": "+"} | more)
    )


def points_are_exact(num: str, den: str) -> Q:
    """Both parts of a fraction of 0 to 100 points."""
    return Q(**{f"{den}__gte": 1, f"{num}__gte": 0, f"{num}__lte": F(den) * 100})


class StaffScore(Subject):
    """One person's quarter at one station.

    quarter      its first day
    evidence     the figures of the system when both were in (selectors.score_evidence)
    points_num, points_den   the quarter's points as an exact fraction, once both were in
    """

    subject_type = "staff_score"
    workflow = STAFF_SCORE
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=ScoreStatus, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="+")
    user = _person(related_name="staff_scores")
    quarter = models.DateField(_("季度"))
    scheme = models.ForeignKey(ScoreScheme, models.PROTECT, related_name="+")
    evidence = models.JSONField(default=dict, editable=False)
    points_num = models.BigIntegerField(null=True, editable=False)
    points_den = models.BigIntegerField(null=True, editable=False)
    locked_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("季度考核")
        verbose_name_plural = _("季度考核")
        indexes = [
            models.Index(fields=["subdistrict", "status", "-id"], name="staff_score_street"),
            models.Index(fields=["community", "status", "-id"], name="staff_score_place"),
            models.Index(fields=["user", "-quarter"], name="staff_score_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "station", "quarter"], name="staff_score_once_a_quarter"
            ),
            models.CheckConstraint(
                name="staff_score_points",
                condition=Q(points_num__isnull=True, points_den__isnull=True)
                | points_are_exact("points_num", "points_den"),
            ),
            models.CheckConstraint(
                name="staff_score_locked_has_points",
                condition=~Q(status__in=sorted(BOTH_IN))
                | Q(points_num__isnull=False, locked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``SCR-2026-000003``."""
        return reference_format("SCR", self.created_at.year, self.pk or 0)

    @property
    def quarter_name(self) -> str:
        """``2026 年第 1 季度``."""
        number = (self.quarter.month + 2) // 3
        return gettext("%(year)s 年第 %(n)s 季度") % {"year": self.quarter.year, "n": number}

    @property
    def title(self) -> str:
        """Whose, which quarter; the person is loaded."""
        return f"{self.user.name} · {self.quarter_name}"

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        if self.status in {ScoreStatus.PUBLISHED, ScoreStatus.DROPPED}:
            return "calm"
        return "deliberation" if self.status == ScoreStatus.STREET_IN else "execution"

    @property
    def points(self) -> Fraction | None:
        """The exact points, once both were in."""
        return Fraction(self.points_num, self.points_den) if self.points_den else None


class ScoreSheet(models.Model):
    """What one body gave: points for each indicator, in its own person's hand.

    lines     [{"indicator": id, "points": 0–100}]
    total     hundredths of points: Σ weight × points, 0 to 10000
    evidence  the figures of the system at that moment
    locked_at set when both were in; from then on the database changes nothing here
    """

    score = models.ForeignKey(StaffScore, models.PROTECT, related_name="sheets", db_index=False)
    body = models.CharField(_("打分方"), max_length=12, choices=ScoreBody)
    scorer = _person()
    lines = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    remark = models.TextField(_("评语"), max_length=500, blank=True)
    evidence = models.JSONField(default=dict)
    filed_at = models.DateTimeField(default=clock.now, editable=False)
    locked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("打分表")
        verbose_name_plural = _("打分表")
        constraints = [
            models.UniqueConstraint(fields=["score", "body"], name="score_sheet_once_a_body"),
            models.UniqueConstraint(fields=["score", "scorer"], name="score_sheet_two_people"),
            models.CheckConstraint(name="score_sheet_total", condition=Q(total__lte=10000)),
        ]

    def __str__(self) -> str:
        return f"{self.score_id} {self.body}"

    @property
    def points(self) -> Fraction:
        """The body's exact points."""
        return Fraction(self.total, 100)


class ScoreRecusal(models.Model):
    """Somebody said that they have an interest in a person, and scores them no more."""

    scorer = _person(related_name="score_recusals")
    user = _person()
    words = models.CharField(_("原因"), max_length=200)
    declared_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("考核回避")
        verbose_name_plural = _("考核回避")
        constraints = [
            models.UniqueConstraint(fields=["scorer", "user"], name="score_recusal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scorer_id} – {self.user_id}"
