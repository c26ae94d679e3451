"""The committee's assessment of the station's year (S13): drafted, signed by two, published."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.models.score_schemes import Grade, ScoreScheme
from workstations.workflows.station_reviews import PUBLIC, SIGNED_STATES, STATION_REVIEW
from workstations.workflows.station_reviews import ReviewStatus as S


class StationReviewQuerySet(SubjectQuerySet):
    """Reviews by publicity."""

    def public(self):
        """What anybody may read."""
        return self.filter(status__in=sorted(PUBLIC))


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, **more
    )


class StationReview(Subject):
    """One station's year.

    lines      [{"indicator": id, "points": 0–100}]; total in hundredths of points, 0 to 10000
    evidence   the figures of the year when it was drafted or last changed
    resolution the committee's resolution that it rests on, instead of two signatures
    self_words what the station says of its own year; answer, to what was published
    outcome    what the sub-district draws from it
    """

    subject_type = "station_review"
    workflow = STATION_REVIEW
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=S, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("考核年度"))
    scheme = models.ForeignKey(ScoreScheme, models.PROTECT, related_name="+")
    lines = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    grade = models.CharField(_("结果"), max_length=12, choices=Grade, editable=False)
    words = models.TextField(_("评语"), max_length=1000)
    evidence = models.JSONField(default=dict)
    drafted_by = _person()
    chair = _person(null=True)
    second = _person(null=True)
    resolution = models.ForeignKey(
        "committees.Resolution", models.PROTECT, null=True, related_name="+"
    )
    self_words = models.TextField(_("社工站自评"), max_length=1000, blank=True)
    answer = models.TextField(_("社工站回应"), max_length=1000, blank=True)
    outcome = models.TextField(_("街道的意见"), max_length=1000, blank=True)
    signed_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = StationReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("社工站年度考核")
        verbose_name_plural = _("社工站年度考核")
        indexes = [
            models.Index(fields=["community", "-year"], name="station_review_place"),
            models.Index(fields=["subdistrict", "-year"], name="station_review_street"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["station", "year"], name="station_review_once_a_year"),
            models.CheckConstraint(name="station_review_total", condition=Q(total__lte=10000)),
            models.CheckConstraint(
                name="station_review_three_people",
                condition=(Q(chair__isnull=True) | ~Q(chair=F("drafted_by")))
                & (
                    Q(second__isnull=True)
                    | (~Q(second=F("drafted_by")) & Q(chair__isnull=False) & ~Q(second=F("chair")))
                ),
            ),
            models.CheckConstraint(
                name="station_review_signed_by_two_or_resolved",
                condition=~Q(status__in=sorted(SIGNED_STATES))
                | Q(resolution__isnull=False)
                | Q(chair__isnull=False, second__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``STR-2026-000003``."""
        return reference_format("STR", self.created_at.year, self.pk or 0)

    @property
    def title(self) -> str:
        """Which station, which year; the station is loaded."""
        words = gettext("%(year)d 年度考核") % {"year": self.year}
        return f"{self.station.name} · {words}"

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "calm" if self.status in PUBLIC else "deliberation"

    @property
    def points(self) -> Fraction:
        """The exact points."""
        return Fraction(self.total, 100)

    @property
    def grade_name(self) -> str:
        """The grade in words."""
        return str(Grade(self.grade).label)

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.status in PUBLIC
