"""Pages of guidance and orders to correct."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import corrections as forms
from committees.selectors import corrections as read
from committees.selectors.papers import moment
from committees.services import corrections as write
from committees.workflows.corrections import ANSWER, ANSWER_GUIDANCE, GIVE, ORDER
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, buttons_for, int_of, reason_of, service_for, split

GUIDANCE, CORRECTION = "committees:guidance_detail", "committees:correction_detail"
FORM = "committees/corrections/form.html"
STEPS = {
    "dispute": write.correction_dispute,
    "withdraw": write.correction_withdraw,
    "uphold": write.correction_uphold,
    "overturn": write.correction_overturn,
}


def next_of(rows, community) -> str:
    """The address of the next page, or ""."""
    if len(rows) <= read.PAGE:
        return ""
    place = f"community={community}&" if community else ""
    return f"?{place}before={rows[read.PAGE - 1].pk}"


class GuidanceListView(PublicView):
    """What the streets advised, and what was answered; ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.guidance_listed(community, before_of(request))
        context = {
            "rows": rows[: read.PAGE],
            "next_url": next_of(rows, community),
            "gives": self.access.is_granted(GIVE, None),
        }
        return render(request, "committees/guidance/list.html", context)


class GuidanceDetailView(PublicView):
    """One note."""

    def get(self, request, pk):
        """With its answer."""
        page = read.guidance_page(self.access, pk)
        may_answer = page.row.status == "given" and self.access.can(ANSWER_GUIDANCE, page.row)
        context = {"page": page, "row": page.row}
        if may_answer:
            context["form"] = forms.GuidanceAnswerForm(subject=page.row)
        return render(request, "committees/guidance/detail.html", context)


class GuidanceCreateView(PermissionView):
    """A new note."""

    permission = GIVE

    def get(self, request):
        """The form; ``?community=`` is chosen already."""
        chosen = int_of(request.GET.get("community"))
        return self._page(self._form(initial={"community": chosen}))

    def post(self, request):
        """Send it."""
        form = self._form(request.POST)
        row = form_run(form, lambda data: self._give(form, data))
        if row is None:
            return self._page(form, 400)
        messages.success(request, _("指导意见已发出并公开。"))
        return redirect(GUIDANCE, pk=row.pk)

    def _form(self, *args, **kwargs):
        rows = read.communities_guided(self.access)
        return forms.GuidanceForm(*args, communities=rows, **kwargs)

    def _give(self, form, data):
        return write.guidance_give(
            actor=self.request.user,
            community=form.communities[data["community"]],
            title=data["title"],
            text=data["text"],
            submit_key=data["submit_key"],
        )

    def _page(self, form, status=200):
        lead = _("指导、支持和帮助，没有约束力（组织法第六条）。")
        context = {"form": form, "title": _("写指导意见"), "lead": lead, "button": _("发出")}
        return render(self.request, FORM, context, status=status)


class GuidanceAnswerView(PermissionView):
    """The committee's answer."""

    permission = ANSWER_GUIDANCE

    def post(self, request, pk):
        """Keep it."""
        row = read.guidance_for(self.access, pk, ANSWER_GUIDANCE)
        form = forms.GuidanceAnswerForm(request.POST, subject=row)
        if form_run(form, lambda data: self._answer(row, data)):
            return redirect(GUIDANCE, pk=pk)
        context = {"form": form, "row": row, "page": read.guidance_page(self.access, pk)}
        return render(request, "committees/guidance/detail.html", context, status=400)

    def _answer(self, row, data):
        words = {"answer": data["answer"], "version": data["version"]}
        return write.guidance_answer(actor=self.request.user, guidance=row, **words)


class CorrectionListView(PublicView):
    """Orders to correct; ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.corrections_listed(self.access, community, before_of(request))
        context = {"rows": rows[: read.PAGE], "next_url": next_of(rows, community)}
        return render(request, "committees/corrections/list.html", context)


def correction_facts(row) -> list[dict]:
    """Ground, period, dates."""
    return [
        {"label": _("法律依据"), "value": f"{row.rules.get('title', '')} {row.article}"},
        {"label": _("社区"), "value": row.community.short_name},
        {"label": _("发出时间"), "value": moment(row.created_at)},
        {"label": _("答复期限"), "value": moment(row.due_on)},
        {"label": _("答复时间"), "value": moment(row.answered_at)},
        {"label": _("裁定时间"), "value": moment(row.ruled_at)},
    ]


class CorrectionDetailView(PublicView):
    """One order."""

    def get(self, request, pk):
        """Ground, reason, answer, ruling."""
        page = read.correction_page(self.access, pk)
        pages = {"amend": "committees:correction_amend"}
        buttons = buttons_for(page.row, request.user, "committees:correction_step", pages)
        context = {"page": page, "row": page.row, "facts": correction_facts(page.row)}
        return render(request, "committees/corrections/detail.html", context | split(buttons))


class CorrectionCreateView(PermissionView):
    """A new order against ``?covenant=`` or ``?resolution=``."""

    permission = ORDER

    def get(self, request):
        """The form."""
        target = self._target()
        return self._page(target, self._form(target))

    def post(self, request):
        """Give it."""
        target = self._target()
        form = self._form(target, request.POST)
        row = form_run(form, lambda data: self._order(target, data))
        return redirect(CORRECTION, pk=row.pk) if row else self._page(target, form, 400)

    def _target(self):
        names = ("covenant", "resolution")
        return read.target_for(self.access, *(int_of(self.request.GET.get(n)) for n in names))

    def _form(self, target, data=None):
        return forms.OrderForm(data, rules=read.correction_rules(target))

    def _order(self, target, data):
        words = {name: data[name] for name in ("article", "reason", "days", "submit_key")}
        return write.correction_order(actor=self.request.user, target=target, **words)

    def _page(self, target, form, status=200):
        lead = _("只限法律规定的情形。责令不改动文本，由居委会自己的会议改正，或向区里提出异议。")
        context = {"form": form, "title": _("责令改正"), "kicker": str(target), "lead": lead}
        context["button"] = _("发出责令改正")
        return render(self.request, FORM, context, status=status)


class CorrectionAmendView(PermissionView):
    """Naming what the meeting passed instead."""

    permission = ANSWER

    def get(self, request, pk):
        """The form."""
        row = read.correction_for(self.access, pk, ANSWER)
        return self._page(row, self._form(row))

    def post(self, request, pk):
        """Keep the answer."""
        row = read.correction_for(self.access, pk, ANSWER)
        form = self._form(row, request.POST)
        done = form_run(form, lambda data: self._amend(row, form, data))
        return redirect(CORRECTION, pk=pk) if done else self._page(row, form, 400)

    def _form(self, row, data=None):
        rows = read.amendments_for(row)
        return forms.AmendmentForm(data, subject=row, amendments=rows)

    def _amend(self, row, form, data):
        return write.correction_amend(
            actor=self.request.user,
            correction=row,
            answer=data["answer"],
            amended=form.amendments[data["amended"]],
            version=data["version"],
        )

    def _page(self, row, form, status=200):
        context = {"form": form, "title": _("登记会议的改正"), "kicker": str(row)}
        context["button"] = _("答复")
        return render(self.request, FORM, context, status=status)


class CorrectionStepView(PermissionView):
    """The steps with a reason; each asks for its own right again."""

    permission = read.VIEW

    def post(self, request, pk, name):
        """Take it."""
        service = service_for(STEPS, name)
        row = read.correction_for(self.access, pk)
        service(actor=request.user, correction=row, remark=reason_of(request))
        return redirect(CORRECTION, pk=pk)
