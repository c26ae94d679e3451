"""Pages of supervision cases: the list, one case as each side reads it, and the steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, int_of, reason_of, split
from workstations.forms import cases as forms
from workstations.selectors import cases as read
from workstations.selectors.case_faces import case_row
from workstations.selectors.case_origins import origin_of
from workstations.services import case_steps as steps
from workstations.services import cases as write
from workstations.views.case_parts import case_buttons, case_context, case_tabs, note_words
from workstations.workflows.cases import ANSWER, HANDLE

DETAIL, LIST, FORM = "workstations:case", "workstations:case_list", "workstations/cases/form.html"
USE = "portal.use_portal"  # every page of one case asks the case itself who the reader is


class CaseListView(PermissionView):
    """The cases that one reads, handles or has to answer."""

    permission = USE

    def get(self, request):
        """20 at a time."""
        group = "over" if request.GET.get("group") == "over" else "open"
        rows = read.cases_listed(self.access, group, before_of(request))
        context = {"rows": [case_row(row) for row in rows[: read.PAGE]], "tabs": case_tabs(group)}
        context["opens"] = self.access.is_granted(read.OPEN, None)
        context["enters"] = read.may_enter_letters(self.access)
        if len(rows) > read.PAGE:
            context["next_url"] = f"?group={group}&before={rows[read.PAGE - 1].pk}"
        return render(request, "workstations/cases/list.html", context)


class CaseView(PermissionView):
    """One case."""

    permission = USE

    def get(self, request, pk):
        """As the reader's side may see it."""
        page = read.case_page(self.access, pk)
        context = case_context(self.access, page) | split(case_buttons(page.case, request.user))
        return render(request, "workstations/cases/detail.html", context)


class CaseOpenView(PermissionView):
    """Open a case; ``?order=`` from an urging, ``?inspection=`` from a visit."""

    permission = read.OPEN

    def get(self, request):
        """The form."""
        return self._page(self._form())

    def post(self, request):
        """Open it."""
        form = self._form(request.POST)
        case = form_run(form, self._open)
        return redirect(DETAIL, pk=case.pk) if case else self._page(form, 400)

    def _form(self, *given):
        self.origin = origin_of(
            self.access,
            int_of(self.request.GET.get("order")),
            int_of(self.request.GET.get("inspection")),
        )
        roles = {post.role for post in self.access.posts_with(read.OPEN)}
        sources = self.origin.sources or forms.sources_of(roles, write.MINE)
        words = {"places": self.origin.places, "sources": sources}
        return forms.CaseForm(*given, initial=self.origin.initial, **words)

    def _open(self, data):
        names = ("community", "source", "body", "title", "summary")
        words = {name: data[name] for name in names}
        draft = write.CaseDraft(order=self.origin.order, inspection=self.origin.inspection, **words)
        return write.case_open(actor=self.request.user, draft=draft, submit_key=data["submit_key"])

    def _page(self, form, status=200):
        lead = _("先听对方说明，再认定；该改的限期改，改好复查再结案。")
        context = {"form": form, "title": _("立案"), "lead": lead, "button": _("立案")}
        return render(self.request, FORM, context, status=status)


class CaseStepView(PermissionView):
    """The steps with a reason at most."""

    permission = USE

    def post(self, request, pk, name):
        """Take it; whoever withdraws is led back to the list."""
        case = read.case_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        steps.case_step(actor=request.user, case=case, **words)
        return redirect(LIST) if name == "recuse" else redirect(DETAIL, pk=pk)


class CaseFormView(PermissionView):
    """One form about one case; a subclass names ``asked`` (the permission on the very case),
    ``shape``, ``title``, ``lead`` and :meth:`keep`."""

    permission = USE
    asked = HANDLE
    lead = ""

    def get(self, request, pk):
        """The form."""
        case = self._case(pk)
        return self._page(case, self.shape(subject=case, initial=self.initial(case)))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        case = self._case(pk)
        form = self.shape(request.POST, subject=case)
        if form_run(form, lambda data: self.keep(case, data)) is None:
            return self._page(case, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(DETAIL, pk=pk)

    def _case(self, pk):
        case = read.case_for(self.access, pk)
        if not self.access.can(self.asked, case):
            raise NotFound()
        return case

    def initial(self, case) -> dict:
        """What is filled in already."""
        return {}

    def keep(self, case, data):
        """Hand it to the service."""
        raise NotImplementedError

    def _page(self, case, form, status=200):
        context = {"form": form, "case": case, "title": self.title, "lead": self.lead}
        return render(self.request, FORM, context | {"button": _("保存")}, status=status)


class NotifyView(CaseFormView):
    """The other side is told."""

    shape = forms.NotifyForm
    title = property(lambda self: _("告知对方"))
    lead = property(lambda self: _("从这一步起，对方才知道有这件案子。"))

    def initial(self, case) -> dict:
        """The matter as it stands."""
        return {"title": case.title}

    def keep(self, case, data):
        """Tell."""
        names = ("title", "notice", "explain_by", "version")
        words = {name: data[name] for name in names}
        return steps.case_notify(
            actor=self.request.user, case=case, accused=data["people"], **words
        )


class ExplainView(CaseFormView):
    """The other side answers."""

    asked, shape = ANSWER, forms.ExplainForm
    title = property(lambda self: _("作出说明"))
    lead = property(lambda self: _("办案人会看到您的说明，再作认定。"))

    def keep(self, case, data):
        """Write it down."""
        words = {name: data[name] for name in ("words", "version")}
        return steps.case_explain(actor=self.request.user, case=case, **words)


class FindingView(CaseFormView):
    """What was found."""

    shape = forms.FindingForm
    title = property(lambda self: _("写认定意见"))
    lead = property(lambda self: _("对方看得到认定意见和依据。"))

    def keep(self, case, data):
        """Write it down."""
        words = {name: data[name] for name in ("is_upheld", "text", "basis", "version")}
        return steps.case_find(actor=self.request.user, case=case, **words)


class OrderView(CaseFormView):
    """What has to be put right."""

    shape = forms.OrderForm
    title = property(lambda self: _("责令整改"))
    lead = property(lambda self: _("给社工站的整改会同时成为一件督办，站长从那里立任务。"))

    def keep(self, case, data):
        """Order it."""
        words = {name: data[name] for name in ("title", "text", "due_on", "version")}
        return steps.case_order(actor=self.request.user, case=case, **words)


class ReportView(CaseFormView):
    """It is put right."""

    asked, shape = ANSWER, forms.ReportForm
    title = property(lambda self: _("报告整改结果"))

    def keep(self, case, data):
        """Say so."""
        words = {name: data[name] for name in ("words", "version")}
        return steps.case_report(actor=self.request.user, case=case, **words)


class AgainView(CaseFormView):
    """Not yet."""

    shape = forms.AgainForm
    title = property(lambda self: _("没改好，再改"))

    def keep(self, case, data):
        """Send it back."""
        words = {name: data[name] for name in ("words", "due_on", "version")}
        return steps.case_send_back(actor=self.request.user, case=case, **words)


class NoteView(CaseFormView):
    """Words beside the steps; ``kind`` by the address."""

    shape = forms.NoteForm
    title = property(lambda self: note_words(self.kwargs["name"]))
    asked = property(lambda self: steps.NOTERS.get(self.kwargs["name"], HANDLE))

    def get(self, request, pk, name):
        """The form."""
        return super().get(request, pk)

    def post(self, request, pk, name):
        """Keep it."""
        return super().post(request, pk)

    def keep(self, case, data):
        """Write it down."""
        words = {name: data[name] for name in ("text", "submit_key")}
        kind = self.kwargs["name"]
        return steps.case_note(actor=self.request.user, case=case, kind=kind, **words)


class ComplaintReadView(PermissionView):
    """Who complained, in which words: opened by hand, once, and noted."""

    permission = HANDLE

    def post(self, request, pk):
        """Show it."""
        case = read.case_for(self.access, pk)
        complaint = steps.complaint_read(actor=request.user, case=case)
        context = {"case": case, "complaint": complaint}
        return render(request, "workstations/cases/complaint.html", context)
