"""Pages of the committee's assessment of its station: made, signed, published, answered."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.kernel.errors import NotFound
from portal.views.steps import buttons_for, reason_of, split
from workstations import scoring
from workstations.forms import scores as forms
from workstations.models import Scored
from workstations.selectors import score_faces as faces
from workstations.selectors import station_reviews as read
from workstations.selectors.score_evidence import evidence_of
from workstations.selectors.score_schemes import indicators_of
from workstations.services import station_reviews as write
from workstations.services.year_results import last_year_over, year_over_by
from workstations.views.score_parts import ScoreFormView, score_tabs
from workstations.workflows.station_reviews import DRAFT, PUBLISH

DETAIL, STEP = "workstations:station_review", "workstations:station_review_step"
WORDS = "workstations:station_review_words"
PAGES = {
    "amend": "workstations:station_review_amend",
    "resolve": "workstations:station_review_resolve",
    "state_self": WORDS,
    "answer": WORDS,
    "conclude": WORDS,
}


class ReviewListView(PermissionView):
    """The assessments of stations that the viewer's posts reach."""

    permission = read.VIEW

    def get(self, request):
        """The newest year first."""
        waiting = read.reviews_waiting(self.access)
        mine = {row.pk for row in waiting}
        rows = [row for row in read.reviews_listed(self.access) if row.pk not in mine]
        context = {
            "waiting": [faces.review_row(row, needs_you=True) for row in waiting],
            "rows": [faces.review_row(row) for row in rows],
            "drafts": self.access.can(DRAFT) and self._is_due(waiting + rows),
            "tabs": score_tabs(self.access, "station_reviews"),
        }
        return render(request, "workstations/scores/reviews.html", context)

    def _is_due(self, reviews) -> bool:
        """Whether a year is over that nobody has drafted yet."""
        community, schemes = read.schemes_of_own_station(self.access)
        year = year_over_by(schemes)
        known = {row.year for row in reviews if row.community_id == community}
        return year is not None and year.year not in known


class ReviewView(PublicView):
    """One assessment: anybody, once it is published."""

    def get(self, request, pk):
        """With the figures it rests on."""
        page = read.review_page(self.access, pk)
        review = page.review
        table = {
            "columns": [_("指标"), _("得分"), _("数字依据")],
            "rows": faces.review_table(page),
        }
        context = {"page": page, "review": review, "table": table}
        context["thresholds"] = faces.thresholds_words(review.scheme)
        context["points"] = scoring.shown(review.points)
        if request.user.is_authenticated:
            context |= split(buttons_for(review, request.user, STEP, PAGES))
        return render(request, "workstations/scores/review.html", context)


class ReviewFormView(ScoreFormView):
    """One form about one assessment."""

    def thing(self, pk):
        """The assessment, by whoever may do this with it."""
        return read.review_for(self.access, pk, self.permission)

    def page_of(self, review):
        """Back to it."""
        return reverse(DETAIL, args=[review.pk])


class ReviewDraftView(ScoreFormView):
    """A member drafts the assessment of the last year that is over."""

    permission = DRAFT
    title = property(lambda self: _("拟定对社工站的考核"))
    button = property(lambda self: _("交主任签字"))
    lead = property(
        lambda self: (
            _("考核 %(year)d 年度。拟定以后由主任和另一位委员签字，或者按决议定，再公布。")
            % {"year": self.year.year}
        )
    )

    def thing(self):
        """The committee's station and its last year."""
        station = read.station_to_review(self.access)
        self.year = last_year_over(station.community.parent_id)
        return station

    def form(self, station, *given):
        """With the figures of the year."""
        last = scoring.quarter_last(self.year.quarters[-1])
        found = evidence_of(station, self.year.quarters[0], last)
        rows = indicators_of(self.year.scheme.pk, Scored.STATION)
        return forms.SheetForm(*given, rows=rows, evidence=found, words_field="words")

    def keep(self, station, form, data):
        """Draft it."""
        words = {"station": station, "year": self.year.year, "words": data["words"]}
        return write.review_draft(actor=self.request.user, points=form.points(), **words)

    def page_of(self, thing):
        """The list before, the assessment afterwards."""
        if thing.subject_type == "station_review":
            return reverse(DETAIL, args=[thing.pk])
        return reverse("workstations:station_reviews")


class ReviewAmendView(ReviewFormView):
    """A draft is changed."""

    permission = DRAFT
    title = property(lambda self: _("修改考核"))

    def form(self, review, *given):
        """As it stands."""
        rows = indicators_of(review.scheme_id, Scored.STATION)
        points = {line["indicator"]: line["points"] for line in review.lines}
        words = {"given": points, "initial": {"words": review.words}, "words_field": "words"}
        return forms.SheetForm(*given, subject=review, rows=rows, evidence=review.evidence, **words)

    def keep(self, review, form, data):
        """Change it."""
        words = {"words": data["words"], "version": data["version"]}
        actor = self.request.user
        return write.review_amend(actor=actor, review=review, points=form.points(), **words)


class ReviewResolveView(ReviewFormView):
    """It rests on a resolution."""

    permission = PUBLISH
    title = property(lambda self: _("按决议定"))
    lead = property(lambda self: _("居委会开会通过了这份考核的，选那份决议，就不用两个人签字。"))

    def form(self, review, *given):
        """With the community's resolutions."""
        found = read.resolutions_to_rest_on(review)
        return forms.ResolveForm(*given, subject=review, resolutions=found)

    def keep(self, review, form, data):
        """Rest it there."""
        words = {"resolution": form.resolutions[data["resolution"]], "version": data["version"]}
        return write.review_resolve(actor=self.request.user, review=review, **words)


class ReviewWordsView(ReviewFormView):
    """The station's own view, its answer, or what the sub-district draws from it."""

    permission = read.VIEW
    LEADS = property(
        lambda self: {
            "state_self": (_("写自评"), _("居委会打分前后都可以写一次，和考核一起公布。")),
            "answer": (_("回应考核"), _("回应和考核放在一起，谁都看得到。")),
            "conclude": (_("写街道意见"), _("写明街道怎么用这个结果，谁都看得到。")),
        }
    )
    title = property(lambda self: self.LEADS[self.name][0])
    lead = property(lambda self: self.LEADS[self.name][1])

    def thing(self, pk):
        """The assessment; whose words they are follows from who writes."""
        review = read.review_for(self.access, pk)
        self.name = read.words_step(self.access, review)
        if not self.name:
            raise NotFound()
        return review

    def form(self, review, *given):
        """Empty or as sent."""
        return forms.WordsForm(*given, subject=review, label=_("内容"))

    def keep(self, review, form, data):
        """Keep them."""
        words = {"name": self.name, "words": data["words"], "version": data["version"]}
        return write.review_words(actor=self.request.user, review=review, **words)


class ReviewStepView(PermissionView):
    """sign_chair, sign_second, send_back, publish."""

    permission = read.VIEW

    def post(self, request, pk, name):
        """Take it."""
        review = read.review_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        write.review_step(actor=request.user, review=review, **words)
        return redirect(DETAIL, pk=pk)
