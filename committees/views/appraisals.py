"""Pages of the yearly appraisal: set, open, count, and the result for everybody."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import appraisals as forms
from committees.selectors import appraisals as read
from committees.selectors.bodies import committee_for
from committees.selectors.papers import moment
from committees.selectors.sealed import sealed_of
from committees.services import appraisals as write
from committees.workflows.appraisals import COUNT, RUN
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, buttons_for, int_of, reason_of, service_for, split

DETAIL = "committees:appraisal_detail"
FORM = "committees/appraisals/form.html"
STEPS = {"cancel": write.appraisal_cancel}
PAGES = {"open": "committees:appraisal_open"}


def appraisal_facts(row) -> list[dict]:
    """When, by whom, with how many."""
    collected = row.result.get("collected", "")
    opened = row.opened_at is not None
    return [
        {"label": _("社区"), "value": row.community.short_name},
        {"label": _("年度"), "value": row.year},
        {"label": _("由谁评议"), "value": row.get_body_display()},
        {"label": _("开会日期"), "value": moment(row.held_on)},
        {"label": _("应到人数"), "value": row.eligible if opened else ""},
        {"label": _("到会人数"), "value": row.present if opened else ""},
        {"label": _("发出选票"), "value": row.issued if opened else ""},
        {"label": _("收回选票"), "value": collected},
        {"label": _("依据"), "value": row.rules.get("article", "")},
        {"label": _("公布时间"), "value": moment(row.published_at)},
    ]


def result_table(lines) -> dict:
    """The result as a table: every figure of every person."""
    heads = [_("姓名"), _("结果"), _("称职"), _("基本称职"), _("不称职"), _("无效")]
    rows = [
        [
            line.membership.user.name,
            line.get_grade_display(),
            *(line.result[kind] for kind in ("competent", "basic", "incompetent", "invalid")),
        ]
        for line in lines
    ]
    return {"columns": heads, "rows": rows}


def difference_table(found) -> dict:
    """Where the two counts differ."""
    words = forms.KIND_LABELS | {"collected": _("收回选票")}
    heads = [_("姓名"), _("哪一项"), _("第一人"), _("第二人")]
    rows = [[row["name"] or "—", words[row["kind"]], row["first"], row["second"]] for row in found]
    return {"columns": heads, "rows": rows}


def _result(page) -> dict:
    if not page.appraisal.published_at:
        return {"grades": [], "result": None}
    return {"grades": read.grades_of(page.lines), "result": result_table(page.lines)}


class AppraisalListView(PublicView):
    """Appraisals; ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.appraisals_listed(community, before_of(request))
        context = {"rows": rows[: read.PAGE], "runs": self.access.is_granted(RUN, None)}
        if len(rows) > read.PAGE:
            place = f"community={community}&" if community else ""
            context["next_url"] = f"?{place}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/appraisals/list.html", context)


class AppraisalDetailView(PublicView):
    """One appraisal."""

    def get(self, request, pk):
        """Who, when, and the result once there is one."""
        page = read.appraisal_page(self.access, pk)
        row = page.appraisal
        context = _result(page) | {
            "page": page,
            "row": row,
            "facts": appraisal_facts(row),
            "counts": page.may_count,
            "sealed": sealed_of(row),
            "may_seal": row.status == "preparing" and self.access.can(RUN, row),
            "differing": difference_table(page.differences),
            **split(buttons_for(row, request.user, "committees:appraisal_step", PAGES)),
        }
        return render(request, "committees/appraisals/detail.html", context)


class AppraisalCreateView(PermissionView):
    """Setting one; ``?committee=`` where there is a choice."""

    permission = RUN

    def get(self, request):
        """The form."""
        return self._page(forms.AppraisalForm())

    def post(self, request):
        """Set it."""
        form = forms.AppraisalForm(request.POST)
        row = form_run(form, self._set)
        return redirect(DETAIL, pk=row.pk) if row else self._page(form, 400)

    def _set(self, data):
        words = {name: data[name] for name in ("year", "body", "held_on", "submit_key")}
        committee = self._committee()
        return write.appraisal_set(actor=self.request.user, committee=committee, **words)

    def _committee(self):
        return committee_for(self.access, RUN, int_of(self.request.GET.get("committee")))

    def _page(self, form, status=200):
        lead = _("由居务监督委员会主持，每年至少一次（组织法第三十七条）。")
        context = {"form": form, "title": _("筹备民主评议"), "lead": lead, "button": _("保存")}
        context["kicker"] = self._committee().name
        return render(self.request, FORM, context, status=status)


class AppraisalOpenView(PermissionView):
    """The meeting's numbers; then ballots go out."""

    permission = RUN

    def get(self, request, pk):
        """The form."""
        row = read.appraisal_for(self.access, pk, RUN)
        return self._page(row, forms.OpeningForm(subject=row))

    def post(self, request, pk):
        """Open it."""
        row = read.appraisal_for(self.access, pk, RUN)
        form = forms.OpeningForm(request.POST, subject=row)
        done = form_run(form, lambda data: self._open(row, data))
        return redirect(DETAIL, pk=pk) if done else self._page(row, form, 400)

    def _open(self, row, data):
        words = {name: data[name] for name in ("eligible", "present", "issued", "version")}
        return write.appraisal_open(actor=self.request.user, appraisal=row, **words)

    def _page(self, row, form, status=200):
        lead = _("开始后，名单和规则不再改变。到会人数够了才能开始。")
        context = {"form": form, "title": _("开始评议"), "lead": lead, "button": _("开始评议")}
        return render(
            self.request, FORM, context | {"row": row, "kicker": row.title}, status=status
        )


class AppraisalCountView(PermissionView):
    """One of the two counts."""

    permission = COUNT

    def get(self, request, pk):
        """Blank, or as the person entered it."""
        row = read.appraisal_for(self.access, pk, COUNT)
        mine = read.my_sheet(self.access, row)
        words = {"collected": mine.collected} if mine else {}
        words |= {f"line_{pk}": four for pk, four in mine.counts.items()} if mine else {}
        return self._page(row, forms.SheetForm(initial=words, lines=read.lines_of(row)))

    def post(self, request, pk):
        """Enter it; equal counts publish."""
        row = read.appraisal_for(self.access, pk, COUNT)
        form = forms.SheetForm(request.POST, lines=read.lines_of(row))
        if form_run(form, lambda data: self._enter(row, form, data)) is None:
            return self._page(row, form, 400)
        messages.success(request, _("计票已录入。两人一致时，结果自动公布。"))
        return redirect(DETAIL, pk=pk)

    def _enter(self, row, form, data):
        return write.sheet_enter(
            actor=self.request.user,
            appraisal=row,
            collected=data["collected"],
            counts=form.counts(),
        )

    def _page(self, row, form, status=200):
        lead = _("请独立清点全部选票，不要看另一人的数字。每人四项相加等于收回的选票。")
        context = {"form": form, "title": _("录入计票"), "lead": lead, "button": _("录入")}
        return render(
            self.request, FORM, context | {"row": row, "kicker": row.title}, status=status
        )


class AppraisalStepView(PermissionView):
    """The steps with a reason."""

    permission = RUN

    def post(self, request, pk, name):
        """Take it."""
        service = service_for(STEPS, name)
        row = read.appraisal_for(self.access, pk, RUN)
        service(actor=request.user, appraisal=row, remark=reason_of(request))
        return redirect(DETAIL, pk=pk)
