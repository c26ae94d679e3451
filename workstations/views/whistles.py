"""Pages of whistles: the list, one whistle, blowing, asking for one, its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, int_of, reason_of
from workstations.forms import whistles as forms
from workstations.selectors import referrals as referring
from workstations.selectors import whistle_faces as faces
from workstations.selectors import whistles as read
from workstations.services import whistle_requests as asking
from workstations.services import whistles as write
from workstations.views.whistle_parts import tabs_of, whistle_context
from workstations.workflows.whistles import ANSWER, BLOW

DETAIL, FORM = "workstations:whistle", "workstations/form.html"


class WhistleListView(PermissionView):
    """Running ones and ended ones."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time; for the sub-district also what could be whistled for."""
        group = "over" if request.GET.get("group") == "over" else "open"
        rows = read.whistles_listed(self.access, group, before_of(request))
        context = {"rows": [faces.whistle_card(row) for row in rows[: read.PAGE]]}
        context["tabs"] = tabs_of(group)
        if len(rows) > read.PAGE:
            kept = request.GET.copy()
            kept["before"] = rows[read.PAGE - 1].pk
            context["next_url"] = f"?{kept.urlencode()}"
        if group == "open":
            context |= self._street()
        return render(request, "workstations/whistles/list.html", context)

    def _street(self) -> dict:
        found = {"requests": read.requests_waiting(self.access)}
        if self.access.posts_with(BLOW):
            found["escalated"] = referring.issues_to_refer(self.access)
            found["may_blow"] = True
        return found


class WhistleFindView(PermissionView):
    """From the number of an issue or a task to the form."""

    permission = BLOW

    def get(self, request):
        """?reference=ISS-2026-000042."""
        found = read.source_named(self.access, BLOW, request.GET.get("reference", "").strip())
        if found is None:
            messages.error(request, _("辖区里没有这个编号的诉求或任务。"))
            return redirect("workstations:whistle_list")
        name, pk = next(iter(found.items()))
        return redirect(f"{reverse('workstations:whistle_new')}?{name}={pk}")


class WhistleView(PermissionView):
    """One whistle: in full for the inside, one's own call for a department."""

    permission = read.VIEW

    def dispatch(self, request, *args, **kwargs):
        """Also for the people of departments, who read nothing else."""
        known = request.user.is_authenticated
        if known and not self.access.may_enter(read.VIEW):
            self.permission = ANSWER
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        """The page of whoever asks."""
        page = read.whistle_page(self.access, pk)
        context = whistle_context(self.access, page)
        name = "detail" if page.is_insider else "department"
        return render(request, f"workstations/whistles/{name}.html", context)


class SourceFormView(PermissionView):
    """A form about the issue or task named in the address."""

    button = property(lambda self: _("提交"))

    def source(self):
        """The issue or the task; NotFound."""
        issue, task = (int_of(self.request.GET.get(name)) for name in ("issue", "task"))
        return read.source_for(self.access, self.permission, issue=issue, task=task)

    def page(self, form, source, status=200):
        """The form under what it is about."""
        context = {"form": form, "source": source, "title": self.title, "lead": self.lead}
        context["facts"] = faces.origin_facts(source)
        context |= {"button": self.button, "back_url": reverse("workstations:whistle_list")}
        return render(self.request, FORM, context, status=status)


class WhistleNewView(SourceFormView):
    """Call departments; ``?request=`` grants what was asked for."""

    permission = BLOW
    title = property(lambda self: _("吹哨"))
    lead = property(lambda self: _("只为应急处置、综合执法、重点工作；部门到场后由街道评分。"))
    button = property(lambda self: _("吹哨，通知部门"))

    def get(self, request):
        """The form, with the words of the request if there is one."""
        source, asked = self.source(), self._asked()
        initial = {"title": source.title, "kind": asked.kind if asked else None}
        units = read.departments_of(source.district_id)
        return self.page(forms.WhistleForm(initial=initial, units=units), source)

    def post(self, request):
        """Blow."""
        source, asked = self.source(), self._asked()
        units = read.departments_of(source.district_id)
        form = forms.WhistleForm(request.POST, units=units)
        whistle = form_run(form, lambda data: self._blow(form, source, asked))
        return redirect(DETAIL, pk=whistle.pk) if whistle else self.page(form, source, 400)

    def _asked(self):
        pk = int_of(self.request.GET.get("request"))
        return read.request_for(self.access, pk) if pk else None

    def _blow(self, form, source, asked):
        key = form.cleaned_data["submit_key"]
        words = {"draft": form.draft(), "units": form.chosen(), "submit_key": key}
        return write.whistle_blow(actor=self.request.user, source=source, request=asked, **words)


class WhistleAskView(SourceFormView):
    """Ask the sub-district for one."""

    permission = read.ASK
    title = property(lambda self: _("请街道吹哨"))
    lead = property(lambda self: _("社区自己办不了、要几个部门一起到场的事。由街道决定。"))

    def get(self, request):
        """The form."""
        return self.page(forms.AskForm(), self.source())

    def post(self, request):
        """Ask."""
        source, form = self.source(), forms.AskForm(request.POST)
        asked = form_run(form, lambda data: self._ask(source, data))
        if asked is None:
            return self.page(form, source, 400)
        messages.success(request, _("已请街道吹哨，有结果会通知您。"))
        return redirect("workstations:whistle_request", pk=asked.pk)

    def _ask(self, source, data):
        words = {name: data[name] for name in ("kind", "words", "submit_key")}
        return asking.whistle_ask(actor=self.request.user, source=source, **words)


class WhistleRequestView(PermissionView):
    """One request; the sub-district decides here."""

    permission = read.VIEW

    def get(self, request, pk):
        """Show."""
        return self._page(read.request_for(self.access, pk), forms.RefuseForm())

    def post(self, request, pk):
        """The sub-district says no, with its reason."""
        asked, form = read.request_for(self.access, pk), forms.RefuseForm(request.POST)
        run = asking.whistle_ask_refuse
        words = {"actor": request.user, "request_id": pk}
        if form_run(form, lambda data: run(reason=data["reason"], **words)) is None:
            return self._page(asked, form, 400)
        return redirect("workstations:whistle_request", pk=pk)

    def _page(self, asked, form, status=200):
        decides = asked.is_waiting and self.access.can(BLOW, asked)
        name = "issue" if asked.issue_id else "task"
        query = f"{name}={asked.source.pk}&request={asked.pk}"
        context = {"asked": asked, "facts": faces.origin_facts(asked.source)}
        context["form"] = form if decides else None
        context["blow_url"] = f"{reverse('workstations:whistle_new')}?{query}" if decides else ""
        return render(self.request, "workstations/whistles/request.html", context, status=status)


class WhistleStepView(PermissionView):
    """start_work, close, cancel."""

    permission = BLOW

    def post(self, request, pk, name):
        """Take it."""
        whistle = read.whistle_for(self.access, pk, BLOW)
        if name == "cancel":
            words = {"reason": reason_of(request)}
            write.whistle_cancel(actor=request.user, whistle=whistle, **words)
        elif name in write.PLAIN:
            write.whistle_step(actor=request.user, whistle=whistle, name=name)
        else:
            raise NotFound()
        return redirect(DETAIL, pk=pk)


class WhistleFinishView(PermissionView):
    """The end on the spot, in words for everybody."""

    permission = BLOW

    def get(self, request, pk):
        """The form."""
        whistle = read.whistle_for(self.access, pk, BLOW)
        return self._page(whistle, forms.FinishForm(subject=whistle))

    def post(self, request, pk):
        """End it."""
        whistle = read.whistle_for(self.access, pk, BLOW)
        form = forms.FinishForm(request.POST, subject=whistle)
        run = write.whistle_finish
        words = {"actor": request.user, "whistle": whistle}
        done = form_run(form, lambda d: run(outcome=d["outcome"], version=d["version"], **words))
        return redirect(DETAIL, pk=pk) if done else self._page(whistle, form, 400)

    def _page(self, whistle, form, status=200):
        lead = _("写完以后给每个部门评分。")
        context = {"form": form, "title": _("处置完成"), "lead": lead, "button": _("完成")}
        context["back_url"] = reverse(DETAIL, args=[whistle.pk])
        return render(self.request, FORM, context, status=status)
