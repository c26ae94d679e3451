"""The result of somebody's year at a station: computed, confirmed by another, open to appeal."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.deadlines import Reading
from portal.kernel.references import reference_format
from portal.models.subjects import Subject, SubjectQuerySet
from workstations.models.score_schemes import Grade, ScoreScheme
from workstations.models.staff_scores import points_are_exact
from workstations.workflows.year_results import TOLD, YEAR_RESULT, YearStatus


class YearResultQuerySet(SubjectQuerySet):
    """Results by publicity."""

    def told(self):
        """Those that were published to the person."""
        return self.filter(status__in=sorted(TOLD))


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, **({"related_name": "+"} | more)
    )


def _not_by(role: str, *others: str) -> models.CheckConstraint:
    apart = Q()
    for other in others:
        apart &= ~Q(**{role: F(other)})
    free = Q(**{f"{role}__isnull": True})
    return models.CheckConstraint(name=f"year_result_{role}_apart", condition=free | apart)


class YearResult(Subject):
    """One person's year at one station.

    quarters       [{"score": id, "quarter": "2026-01-01", "num": …, "den": …}], as they counted
    computed_grade what the thresholds say of points_num / points_den
    grade          what holds now: computed, then confirmed, then decided on appeal
    departure      why the confirmed grade departs from the computed one
    appeal_until   the moment until which the person may appeal (5 working days)
    decide_by      the moment by which the appeal is to be decided
    """

    subject_type = "year_result"
    workflow = YEAR_RESULT
    get_status_display = Subject.status_name

    status = models.CharField(_("状态"), max_length=24, choices=YearStatus, editable=False)
    station = models.ForeignKey("workstations.Workstation", models.PROTECT, related_name="+")
    user = _person(related_name="year_results")
    year = models.PositiveSmallIntegerField(_("考核年度"))
    scheme = models.ForeignKey(ScoreScheme, models.PROTECT, related_name="+")
    quarters = models.JSONField(default=list, editable=False)
    points_num = models.BigIntegerField(editable=False)
    points_den = models.BigIntegerField(editable=False)
    computed_grade = models.CharField(max_length=12, choices=Grade, editable=False)
    grade = models.CharField(_("结果"), max_length=12, choices=Grade, editable=False)
    departure = models.TextField(_("和计算结果不一样的理由"), max_length=500, blank=True)
    drafted_by = _person()
    confirmed_by = _person(null=True)
    published_at = models.DateTimeField(null=True, editable=False)
    appeal_until = models.DateTimeField(null=True, editable=False)
    reply = models.TextField(_("本人说明"), max_length=1000, blank=True)
    appeal = models.TextField(_("申诉理由"), max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True, editable=False)
    decide_by = models.DateTimeField(null=True, editable=False)
    decided_by = _person(null=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decision = models.TextField(_("申诉决定的理由"), max_length=1000, blank=True)

    objects = YearResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度考核")
        verbose_name_plural = _("年度考核")
        indexes = [
            models.Index(fields=["subdistrict", "status", "-id"], name="year_result_street"),
            models.Index(fields=["community", "status", "-id"], name="year_result_place"),
            models.Index(fields=["district", "status", "-id"], name="year_result_district"),
            models.Index(fields=["user", "station", "-year"], name="year_result_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "station", "year"],
                condition=~Q(status="discarded"),
                name="year_result_once_a_year",
            ),
            models.CheckConstraint(
                name="year_result_points", condition=points_are_exact("points_num", "points_den")
            ),
            models.CheckConstraint(
                name="year_result_departs_with_reason",
                condition=Q(grade=F("computed_grade")) | ~Q(departure="") | ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="year_result_told_is_confirmed",
                condition=~Q(status__in=sorted(TOLD))
                | Q(confirmed_by__isnull=False, appeal_until__isnull=False),
            ),
            models.CheckConstraint(
                name="year_result_appeal_has_words",
                condition=~Q(status="appealed")
                | (~Q(appeal="") & Q(appealed_at__isnull=False, decide_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="year_result_drafted_by_other", condition=~Q(drafted_by=F("user"))
            ),
            _not_by("confirmed_by", "drafted_by", "user"),
            _not_by("decided_by", "drafted_by", "confirmed_by", "user"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``YRR-2026-000003``."""
        return reference_format("YRR", self.created_at.year, self.pk or 0)

    @property
    def title(self) -> str:
        """Whose, which year; the person is loaded."""
        words = gettext("%(year)d 年度考核") % {"year": self.year}
        return f"{self.user.name} · {words}"

    @property
    def hand(self) -> str:
        """In whose hand it is, for its colour."""
        return "calm" if self.status in {YearStatus.FINAL, YearStatus.DISCARDED} else "execution"

    @property
    def points(self) -> Fraction:
        """The exact points."""
        return Fraction(self.points_num, self.points_den)

    @property
    def grade_name(self) -> str:
        """The grade that holds now, in words."""
        return str(Grade(self.grade).label)

    @property
    def clock_reading(self) -> Reading | None:
        """The appeal's clock, while it waits to be decided."""
        if self.status != YearStatus.APPEALED:
            return None
        return Reading(self.appealed_at, self.decide_by)
