"""Pages of demands for a meeting: the list, starting one, one demand, its papers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.demands import DemandForm, PaperSignatureForm, SignForm
from committees.selectors import demands as read
from committees.selectors.consultations import home_for
from committees.selectors.representatives import representatives_in_office
from committees.services import demands as write
from committees.views.demand_parts import demand_context
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, int_of, reason_of

DEMAND, ENTER = "committees.demand_meeting", "committees.enter_signature"
DETAIL = "committees:demand"


class DemandListView(PermissionView):
    """All demands of the places one reads, newest first."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time."""
        rows = read.demands_listed(self.access, before_of(request))
        context = {"demands": rows[: read.PAGE], "may_start": self.access.can(DEMAND, None)}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/demands/list.html", context)


class DemandCreateView(PermissionView):
    """A new demand."""

    permission = DEMAND

    def get(self, request):
        """The form."""
        return self._page(DemandForm())

    def post(self, request):
        """Start it; the starter's signature is the first."""
        form = DemandForm(request.POST)
        demand = form_run(form, self._start)
        if demand is None:
            return self._page(form, 400)
        messages.success(request, _("联名已发起，您是第一位。"))
        return redirect(DETAIL, pk=demand.pk)

    def _start(self, data):
        names = ("kind", "title", "reasons", "submit_key")
        words = {name: data[name] for name in names}
        return write.demand_start(actor=self.request.user, community=self._home(), **words)

    def _home(self):
        given = self.request.POST.get("community") or self.request.GET.get("community")
        return home_for(self.access, int_of(given))

    def _page(self, form, status=200):
        context = {"form": form, "community": self._home()}
        return render(self.request, "committees/demands/form.html", context, status=status)


class DemandView(PermissionView):
    """One demand: how many signed, what is still wanted, and one's own signature."""

    permission = read.VIEW

    def get(self, request, pk):
        """The page."""
        page = read.demand_page(self.access, pk)
        context = demand_context(self.access, page, SignForm())
        return render(request, "committees/demands/detail.html", context)


class DemandSignView(PermissionView):
    """One's own signature."""

    permission = DEMAND

    def post(self, request, pk):
        """Sign; a door that is taken comes back with its words."""
        page = read.demand_page(self.access, pk)
        form = SignForm(request.POST)
        if form_run(form, lambda data: self._sign(page.demand, data)) is None:
            context = demand_context(self.access, page, form)
            return render(request, "committees/demands/detail.html", context, status=400)
        messages.success(request, _("已联名。"))
        return redirect(DETAIL, pk=pk)

    def _sign(self, demand, data):
        return write.demand_sign(actor=self.request.user, demand=demand, door=data["door"])


class DemandPaperView(PermissionView):
    """A signature given on paper, and those that wait for a second look."""

    permission = ENTER

    def get(self, request, pk):
        """The form."""
        self.page = read.demand_page(self.access, pk)
        return self._page(self._form())

    def post(self, request, pk):
        """Write it down."""
        self.page = read.demand_page(self.access, pk)
        form = self._form(request.POST, request.FILES)
        if form_run(form, lambda data: self._enter(form, data)) is None:
            return self._page(form, 400)
        messages.success(request, _("已录入，等另一个人复核后计入。"))
        return redirect("committees:demand_paper", pk=pk)

    def _form(self, *given):
        demand = self.page.demand
        seats = representatives_in_office(demand.community_id)
        return PaperSignatureForm(*given, demand=demand, representatives=seats)

    def _enter(self, form, data):
        return write.signature_enter(
            actor=self.request.user,
            demand=self.page.demand,
            slip=form.slip(),
            representative=form.chosen(),
            scans=[data["scan"]],
        )

    def _page(self, form, status=200):
        context = {"form": form, "demand": self.page.demand, "page": self.page}
        context["my_id"] = self.request.user.pk
        return render(self.request, "committees/demands/paper.html", context, status=status)


class DemandCheckView(PermissionView):
    """The second look at a paper: right or wrong."""

    permission = ENTER

    def post(self, request, pk):
        """Say so."""
        demand = read.demand_for(self.access, pk)
        said, given = request.POST.get("said"), int_of(request.POST.get("signature"))
        if said not in {"right", "wrong"} or given is None:
            raise NotFound()
        words = {"signature_id": given, "is_right": said == "right"}
        write.signature_check(actor=request.user, demand=demand, **words)
        messages.success(request, _("已复核。"))
        return redirect("committees:demand_paper", pk=pk)


class DemandStepView(PermissionView):
    """Taking it back; convening leads to the form of the meeting."""

    permission = DEMAND

    def post(self, request, pk, name):
        """``withdraw`` with a reason."""
        if name != "withdraw":
            raise NotFound()
        demand = read.demand_for(self.access, pk)
        write.demand_withdraw(actor=request.user, demand=demand, remark=reason_of(request))
        return redirect(DETAIL, pk=pk)
