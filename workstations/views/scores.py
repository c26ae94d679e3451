"""Pages of quarterly scores and of the measure they follow."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, buttons_for, reason_of, split
from workstations.forms import scores as forms
from workstations.models import Scored
from workstations.selectors import score_faces as faces
from workstations.selectors import score_schemes as schemes
from workstations.selectors import scores as read
from workstations.selectors.score_evidence import evidence_of
from workstations.selectors.station_reviews import VIEW as VIEW_ASSESSMENT
from workstations.services import score_schemes, scores
from workstations.services.reads import look_note
from workstations.views.score_parts import ScoreFormView, score_tabs

DETAIL, STEP = "workstations:staff_score", "workstations:staff_score_step"
SHEET = "workstations:score_sheet"
PAGES = {
    f"{what}_{body}": SHEET
    for what in ("file", "complete", "correct")
    for body in ("street", "committee")
}


class ScoreListView(PermissionView):
    """What waits for one's points, what is under way, what was told."""

    permission = read.VIEW

    def get(self, request):
        """What waits first."""
        group = "told" if request.GET.get("group") == "told" else "open"
        waiting = [] if group == "told" else read.scores_waiting(self.access)
        rows = read.scores_listed(self.access, group, before_of(request))
        more = f"?group={group}&before={rows[read.PAGE - 1].pk}" if rows[read.PAGE :] else ""
        mine = {row.pk for row in waiting}
        context = {
            "waiting": [faces.score_row(row, needs_you=True) for row in waiting],
            "rows": [faces.score_row(row) for row in rows[: read.PAGE] if row.pk not in mine],
            "to_open": read.stations_to_open(self.access) if group == "open" else [],
            "tabs": score_tabs(self.access, "scores"),
            "group": group,
            "next_url": more,
        }
        return render(request, "workstations/scores/list.html", context)


class QuarterOpenView(PermissionView):
    """The sub-district begins to score the quarter that is over at one station."""

    permission = score_schemes.KEEP

    def post(self, request, pk):
        """Open it."""
        found = [pair for pair in read.stations_to_open(self.access) if pair[0].pk == pk]
        if not found:
            raise NotFound()
        station, quarter = found[0]
        n = scores.quarter_open(actor=request.user, station=station, quarter=quarter)
        messages.success(request, _("已开始考核，待打分人数：%(n)d。") % {"n": n})
        return redirect("workstations:scores")


class StaffScoreView(PermissionView):
    """One person's quarter: for the person once told, for who scores or watches (noted)."""

    permission = read.OWN

    def get(self, request, pk):
        """Points as far as the viewer may see them; the look is written down."""
        page = read.score_page(self.access, pk)
        score = page.score
        if not (page.is_own or page.is_looked):
            look_note(actor=request.user, subject=score, permission=read.VIEW)
        context = {
            "page": page,
            "score": score,
            "table": faces.sheet_table(page),
            "steps": faces.quarter_arithmetic(page),
            "evidence": faces.evidence_rows(page.indicators, page.evidence),
            "recuses": bool(page.body) and score.status in {"open", "street_in", "committee_in"},
        }
        context |= split(buttons_for(score, request.user, STEP, PAGES))
        return render(request, "workstations/scores/detail.html", context)


class ScoreSheetView(ScoreFormView):
    """One body's points for one person's quarter."""

    permission = read.VIEW
    title = property(lambda self: _("打分"))
    button = property(lambda self: _("提交打分"))
    lead = property(
        lambda self: _("每项填 0 到 100。另一方打完以前可以改；两方都打了就锁定，互相看不到草稿。")
    )

    def thing(self, pk):
        """The quarter, by whoever may score it."""
        score = read.score_for(self.access, pk, read.VIEW)
        look_note(actor=self.request.user, subject=score, permission=read.VIEW)
        self.body = read.body_of(self.access, score)
        if not self.body:
            raise NotFound()
        return score

    def form(self, score, *given):
        """With the figures of the quarter, and one's own points so far."""
        rows = schemes.indicators_of(score.scheme_id, Scored.WORKER)
        last = scores.scoring.quarter_last(score.quarter)
        found = evidence_of(score.station, score.quarter, last, score.user)
        mine = read.sheet_of(score, self.request.user)
        words = {"given": mine.by_indicator, "initial": {"remark": mine.remark}} if mine else {}
        return forms.SheetForm(*given, subject=score, rows=rows, evidence=found, **words)

    def keep(self, score, form, data):
        """File it."""
        words = {"remark": data["remark"], "version": data["version"], "body": self.body}
        actor = self.request.user
        return scores.score_file(actor=actor, score=score, points=form.points(), **words)

    def page_of(self, score):
        """Back to the quarter."""
        return reverse(DETAIL, args=[score.pk])


class StaffScoreStepView(PermissionView):
    """publish, drop."""

    permission = read.OWN

    def post(self, request, pk, name):
        """Take it."""
        score = read.score_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        scores.score_step(actor=request.user, score=score, **words)
        return redirect(DETAIL, pk=pk)


class ScoreRecuseView(ScoreFormView):
    """Somebody with an interest says so, and scores this person no more."""

    permission = read.VIEW
    title = property(lambda self: _("我要回避"))
    button = property(lambda self: _("声明回避"))
    lead = property(
        lambda self: _("和此人有亲属、同学、债务等关系，可能影响公正的，请声明；以后由别人打分。")
    )

    def thing(self, pk):
        """The quarter."""
        return read.score_for(self.access, pk, read.VIEW)

    def form(self, score, *given):
        """Empty or as sent."""
        return forms.WordsForm(*given, label=_("原因（不公开）"), most=200)

    def keep(self, score, form, data):
        """Declare it."""
        return scores.score_recuse(actor=self.request.user, score=score, words=data["words"])

    def page_of(self, thing):
        """The list."""
        return reverse("workstations:scores")


class SchemeListView(PermissionView):
    """The measure, for everybody it measures or who measures."""

    permission = VIEW_ASSESSMENT

    def get(self, request):
        """The one in force first."""
        rows = schemes.schemes_seen(self.access)
        for row in rows:
            row.thresholds = faces.thresholds_words(row)
        context = {"rows": rows, "tabs": score_tabs(self.access, "score_schemes")}
        context["keeps"] = self.access.can(score_schemes.KEEP)
        return render(request, "workstations/scores/schemes.html", context)


class SchemeMakeView(ScoreFormView):
    """The sub-district sets a measure."""

    permission = score_schemes.KEEP
    title = property(lambda self: _("定考核办法"))
    lead = property(lambda self: _("权重填 0 的指标不用。定下以后不能改，要改就再定一份。"))
    button = property(lambda self: _("定下"))

    def thing(self):
        """For whom."""
        return schemes.subdistrict_kept(self.access)

    def form(self, place, *given):
        """As proposed, or as sent."""
        return forms.SchemeForm(*given)

    def keep(self, place, form, data):
        """Enact it."""
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return score_schemes.scheme_make(actor=self.request.user, subdistrict=place, **words)

    def page_of(self, thing):
        """The list."""
        return reverse("workstations:score_schemes")
