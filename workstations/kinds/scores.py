"""How scores, results of years and stations' assessments are told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register
from workstations.selectors import score_audience as audience
from workstations.selectors.scores import may_see_score, staff_scores_by_ids
from workstations.selectors.station_reviews import may_see_review, station_reviews_by_ids
from workstations.selectors.year_results import may_see_result, year_results_by_ids
from workstations.workflows import STAFF_SCORE, STATION_REVIEW, YEAR_RESULT

HAND = "execution"


def _told(words, hand=HAND) -> Verb:
    return Verb(words, hand, public=False)


def _why(results) -> dict[int, str]:
    """Nothing of the person: only that it waits."""
    return {row.pk: str(_("申诉还没有决定")) for row in results}


kind_register(
    SubjectKind(
        subject_type="staff_score",
        label=_("季度考核"),
        workflow=STAFF_SCORE,
        verbs={
            "open_quarter": _told(_("开始这个季度的考核")),
            "look": _told(_("查看了考核"), "calm"),
            "recuse": _told(_("声明回避，不给此人打分"), "calm"),
        },
        load=staff_scores_by_ids,
        title=lambda score: score.title,
        url=lambda score: reverse("workstations:staff_score", args=[score.pk]),
        can_see=may_see_score,
        audience=audience.staff_score_audience,
    )
)
kind_register(
    SubjectKind(
        subject_type="year_result",
        label=_("年度考核"),
        workflow=YEAR_RESULT,
        verbs={
            "draft": _told(_("按分数线算出了结果")),
            "look": _told(_("查看了考核"), "calm"),
        },
        load=year_results_by_ids,
        title=lambda result: result.title,
        url=lambda result: reverse("workstations:year_result", args=[result.pk]),
        can_see=may_see_result,
        audience=audience.result_audience,
        needs=audience.result_needs,
        clock=ClockOf(
            reading=lambda result: result.clock_reading, hears=audience.appeal_hears, why=_why
        ),
    )
)
kind_register(
    SubjectKind(
        subject_type="station_review",
        label=_("社工站年度考核"),
        workflow=STATION_REVIEW,
        verbs={"draft": _told(_("居委会拟定了考核"), "deliberation")},
        load=station_reviews_by_ids,
        title=lambda review: review.title,
        url=lambda review: reverse("workstations:station_review", args=[review.pk]),
        can_see=may_see_review,
        audience=audience.review_audience,
        needs=audience.review_needs,
    )
)
