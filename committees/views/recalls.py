"""Pages of demands for a recall: the list, starting one, one demand, its papers, the vote."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.recalls import PetitionForm, RecallPaperForm, RecallVoteForm
from committees.selectors import recalls as read
from committees.selectors.election_pages import strip_of
from committees.services import recall_petitions as write
from committees.services.recalls import recall_call
from committees.views.clock_parts import turns_shown
from committees.workflows.recalls import CALL_RECALL
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, buttons_for, int_of, reason_of, split

DETAIL, PAPER = "committees:recall_petition", "committees:recall_paper"
PAGES = {"call_vote": "committees:recall_vote"}


class PetitionListView(PermissionView):
    """All demands for a recall of the places one reads, newest first."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time."""
        rows = read.petitions_listed(self.access, before_of(request))
        context = {"petitions": rows[: read.PAGE]}
        context["may_start"] = bool(read.members_here(self.access, write.START))
        if len(rows) > read.PAGE:
            context["next_url"] = f"?before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/recalls/list.html", context)


class PetitionCreateView(PermissionView):
    """A new demand."""

    permission = write.START

    def get(self, request):
        """The form, with who sits."""
        return self._page(self._form())

    def post(self, request):
        """Start it."""
        form = self._form(request.POST)
        petition = form_run(form, lambda data: self._start(form, data))
        if petition is None:
            return self._page(form, 400)
        messages.success(request, _("联名已发起。"))
        return redirect(DETAIL, pk=petition.pk)

    def _form(self, *given):
        return PetitionForm(*given, memberships=read.members_here(self.access, write.START))

    def _start(self, form, data):
        words = {name: data[name] for name in ("reasons", "form", "submit_key")}
        membership = form.memberships[data["membership"]]
        return write.petition_start(actor=self.request.user, membership=membership, **words)

    def _page(self, form, status=200):
        context = {"form": form}
        return render(self.request, "committees/recalls/new.html", context, status=status)


class PetitionView(PermissionView):
    """One demand: how many signed, what is still wanted, one's own signature."""

    permission = read.VIEW

    def get(self, request, pk):
        """The page."""
        page = read.petition_page(self.access, pk)
        steps = [vars(step) for step in page.verdict.steps]
        offered = buttons_for(page.petition, request.user, "committees:recall_step", PAGES)
        context = {"page": page, "petition": page.petition, "steps": strip_of(steps)}
        names = self.access.can(read.ENTER, page.petition)
        context["turns"] = turns_shown(page.petition, names=names)
        return render(request, "committees/recalls/detail.html", context | split(offered))


class PetitionSignView(PermissionView):
    """One's own signature."""

    permission = write.START

    def post(self, request, pk):
        """Sign."""
        petition = read.petition_for(self.access, pk)
        write.petition_sign(actor=request.user, petition=petition)
        messages.success(request, _("已联名。"))
        return redirect(DETAIL, pk=pk)


class PetitionPaperView(PermissionView):
    """A signature given on paper, and those that wait for a second look."""

    permission = read.ENTER

    def get(self, request, pk):
        """The form."""
        self.load(pk)
        return self._page(RecallPaperForm(petition=self.page.petition))

    def post(self, request, pk):
        """Write it down."""
        self.load(pk)
        form = RecallPaperForm(request.POST, request.FILES, petition=self.page.petition)
        if form_run(form, self._enter) is None:
            return self._page(form, 400)
        messages.success(request, _("已录入，等另一个人复核后计入。"))
        return redirect(PAPER, pk=pk)

    def load(self, pk):
        """The demand, for those who keep its papers."""
        self.page = read.petition_page(self.access, pk)
        self.access.require(self.permission, self.page.petition)

    def _enter(self, data):
        words = {"number": data.get("number"), "scans": [data["scan"]]}
        words |= {name: data.get(name, "") for name in ("name", "door")}
        return write.paper_enter(actor=self.request.user, petition=self.page.petition, **words)

    def _page(self, form, status=200):
        context = {"form": form, "petition": self.page.petition, "page": self.page}
        context["my_id"] = self.request.user.pk
        return render(self.request, "committees/recalls/paper.html", context, status=status)


class PetitionCheckView(PermissionView):
    """The second look at a paper: right or wrong."""

    permission = read.ENTER

    def post(self, request, pk):
        """Say so."""
        petition = read.petition_for(self.access, pk)
        said, given = request.POST.get("said"), int_of(request.POST.get("signature"))
        if said not in {"right", "wrong"} or given is None:
            raise NotFound()
        words = {"signature_id": given, "is_right": said == "right"}
        write.paper_check(actor=request.user, petition=petition, **words)
        messages.success(request, _("已复核。"))
        return redirect(PAPER, pk=pk)


class RecallVoteView(PermissionView):
    """The vote that a reached demand calls for."""

    permission = CALL_RECALL

    def get(self, request, pk):
        """The form."""
        self.load(pk)
        return self._page(RecallVoteForm())

    def post(self, request, pk):
        """Call it."""
        self.load(pk)
        form = RecallVoteForm(request.POST)
        election = form_run(form, self._call)
        if election is None:
            return self._page(form, 400)
        messages.success(request, _("已建立，请登记选举委员会成员。"))
        return redirect("committees:election_public", pk=election.pk)

    def load(self, pk):
        """The demand, for those who call its vote."""
        self.petition = read.petition_for(self.access, pk)
        self.access.require(self.permission, self.petition)

    def _call(self, data):
        words = {name: data[name] for name in ("election_day", "polling_place", "submit_key")}
        return recall_call(actor=self.request.user, petition=self.petition, **words)

    def _page(self, form, status=200):
        context = {"form": form, "petition": self.petition}
        return render(self.request, "committees/recalls/vote.html", context, status=status)


class PetitionStepView(PermissionView):
    """Taking it back."""

    permission = read.VIEW

    def post(self, request, pk, name):
        """``withdraw`` with a reason."""
        if name != "withdraw":
            raise NotFound()
        petition = read.petition_for(self.access, pk)
        write.petition_withdraw(actor=request.user, petition=petition, remark=reason_of(request))
        return redirect(DETAIL, pk=pk)
