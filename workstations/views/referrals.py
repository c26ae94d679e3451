"""Pages of referrals, and the desk of a department: what it was called to, what it was asked."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, buttons_for, int_of, reason_of, split
from workstations.forms import whistles as forms
from workstations.selectors import referrals as read
from workstations.selectors import whistle_faces as faces
from workstations.selectors.whistles import departments_of
from workstations.services import referrals as write
from workstations.views.parts import way_shown
from workstations.views.whistle_parts import tabs_of
from workstations.workflows.referrals import REFER, REPLY

DETAIL, FORM = "workstations:referral", "workstations/form.html"


class ReferralListView(PermissionView):
    """What was referred; for the sub-district also what could be."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time."""
        group = "over" if request.GET.get("group") == "over" else "open"
        rows = read.referrals_listed(self.access, group, before_of(request))
        context = {"rows": [faces.referral_card(row) for row in rows[: read.PAGE]]}
        context |= {"tabs": tabs_of("referrals"), "group": group}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?group={group}&before={rows[read.PAGE - 1].pk}"
        if group == "open" and self.access.posts_with(REFER):
            context["escalated"] = read.issues_to_refer(self.access)
        return render(request, "workstations/referrals/list.html", context)


class ReferralNewView(PermissionView):
    """Refer the issue ``?issue=`` to one department."""

    permission = REFER

    def get(self, request):
        """The form."""
        issue = self._issue()
        units = departments_of(issue.district_id)
        return self._page(issue, forms.ReferForm(initial={"title": issue.title}, units=units))

    def post(self, request):
        """Refer it, or say why not at the field."""
        issue = self._issue()
        form = forms.ReferForm(request.POST, units=departments_of(issue.district_id))
        referral = form_run(form, lambda data: self._refer(issue, form, data))
        return redirect(DETAIL, pk=referral.pk) if referral else self._page(issue, form, 400)

    def _issue(self):
        return read.issue_to_refer(self.access, int_of(self.request.GET.get("issue")))

    def _refer(self, issue, form, data):
        words = {"unit": form.units[data["unit"]], "submit_key": data["submit_key"]}
        run = write.issue_refer_to
        return run(actor=self.request.user, issue=issue, draft=form.draft(), **words)

    def _page(self, issue, form, status=200):
        lead = _("部门的答复会回到街道，也会写到诉求的办理过程里。")
        context = {"form": form, "title": _("转部门办理"), "lead": lead, "button": _("转给部门")}
        context["facts"] = faces.origin_facts(issue)
        context["back_url"] = reverse("workstations:referral_list")
        return render(self.request, FORM, context, status=status)


class ForBothView(PermissionView):
    """For the inside, and for the people of the department asked."""

    permission = read.VIEW

    def dispatch(self, request, *args, **kwargs):
        """Departments read nothing but their own."""
        known = request.user.is_authenticated
        if known and not self.access.may_enter(read.VIEW):
            self.permission = REPLY
        return super().dispatch(request, *args, **kwargs)


class ReferralView(ForBothView):
    """One referral."""

    def get(self, request, pk):
        """In full for the inside; question and answer for the department."""
        page = read.referral_page(self.access, pk)
        referral = page.referral
        pages = {name: f"workstations:referral_{name}" for name in ("answer", "decline")}
        buttons = buttons_for(referral, request.user, "workstations:referral_step", pages)
        context = {"page": page, "referral": referral, **split(buttons)}
        context["chip"] = faces.referral_chip(referral)
        context["facts"] = faces.referral_facts(referral, inside=page.is_insider)
        context |= way_shown(page.timeline)
        return render(request, "workstations/referrals/detail.html", context)


class ReplyView(PermissionView):
    """The department's word; a subclass names ``shape``, ``title``, ``lead`` and ``run``."""

    permission = REPLY

    def get(self, request, pk):
        """The form."""
        referral = read.referral_for(self.access, pk, REPLY)
        return self._page(referral, self.shape(subject=referral))

    def post(self, request, pk):
        """Say it."""
        referral = read.referral_for(self.access, pk, REPLY)
        form, run = self.shape(request.POST, subject=referral), type(self).run
        words = {"actor": request.user, "referral": referral}
        done = form_run(form, lambda d: run(text=d["text"], version=d["version"], **words))
        if done is None:
            return self._page(referral, form, 400)
        messages.success(request, _("已交回街道。"))
        return redirect(DETAIL, pk=pk)

    def _page(self, referral, form, status=200):
        context = {"form": form, "title": self.title, "lead": self.lead, "button": _("交回街道")}
        context |= {"kicker": referral.title, "back_url": reverse(DETAIL, args=[referral.pk])}
        return render(self.request, FORM, context, status=status)


class ReferralAnswerView(ReplyView):
    """The answer."""

    shape, run = forms.AnswerForm, write.referral_answer
    title = property(lambda self: _("答复"))
    lead = property(lambda self: _("反映人会原样看到。只能答复一次。"))


class ReferralDeclineView(ReplyView):
    """Not ours."""

    shape, run = forms.DeclineForm, write.referral_decline
    title = property(lambda self: _("不属本部门职责"))
    lead = property(lambda self: _("收到后 5 个工作日内可以说明。"))


class ReferralStepView(PermissionView):
    """The sub-district takes it back."""

    permission = REFER

    def post(self, request, pk, name):
        """With its reason."""
        if name != "recall":
            raise NotFound()
        referral = read.referral_for(self.access, pk, REFER)
        words = {"referral": referral, "reason": reason_of(request)}
        write.referral_recall(actor=request.user, **words)
        return redirect(DETAIL, pk=pk)


class DepartmentView(PermissionView):
    """The narrow desk: only what the department was called to or asked."""

    permission = REPLY

    def get(self, request):
        """What waits, or what is done."""
        shows = request.GET.get("show", "")
        if shows not in {"", "done"}:
            raise NotFound()
        is_open, before = shows != "done", before_of(request)
        calls = read.calls_of(self.access, is_open=is_open)
        referrals = read.referrals_of(self.access, is_open=is_open, before=before)
        context = {"calls": [faces.call_card(row) for row in calls[: read.PAGE]]}
        rows = referrals[: read.PAGE]
        context["referrals"] = [faces.referral_card(row, own=True) for row in rows]
        if len(referrals) > read.PAGE:
            context["next_url"] = f"?show={shows}&before={rows[-1].pk}"
        context["tabs"] = self._tabs(shows)
        return render(request, "workstations/department.html", context)

    @staticmethod
    def _tabs(shows) -> list[dict]:
        words = (("", _("要办的")), ("done", _("办过的")))
        return [
            {"label": label, "url": f"?show={name}", "is_current": name == shows}
            for name, label in words
        ]
