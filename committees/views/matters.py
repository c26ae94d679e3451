"""Pages of major matters: the list, one with its strip of six steps, and each step's form."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.consultations import DecisionForm, MatterForm, MinutesForm
from committees.selectors import consultations as read
from committees.services.matters import (
    BY_VOTE,
    Minutes,
    matter_drop,
    matter_pass_over,
    matter_propose,
    matter_step,
)
from committees.workflows.matters import BY_HAND, STEPS
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, buttons_for, int_of, reason_of, split

PROPOSE, LEAD = "committees.propose_matter", "committees.lead_matter"
DETAIL = "committees:matter_detail"
PAGES = {name: f"committees:matter_{name}" for name in BY_HAND}


def minutes_of(data) -> Minutes:
    """The form's words as the service takes them."""
    pictures = (data["picture"],) if data.get("picture") else ()
    return Minutes(
        held_on=data.get("held_on") or clock.today(),
        text=data["text"],
        pictures=pictures,
        paper=data.get("paper"),
    )


class MatterListView(PublicView):
    """Major matters, newest first."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.matters_listed(self.access, community, before_of(request))
        may_propose = self.access.is_granted(PROPOSE, None)
        context = {"matters": rows[: read.PAGE], "may_propose": may_propose}
        if len(rows) > read.PAGE:
            place = f"community={community}&" if community else ""
            context["next_url"] = f"?{place}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/matters/list.html", context)


class MatterDetailView(PublicView):
    """One major matter: the strip, the documents, what may be done now."""

    def get(self, request, pk):
        """The page."""
        page = read.matter_page(self.access, pk)
        buttons = []
        if request.user.is_authenticated:
            buttons = buttons_for(page.matter, request.user, "committees:matter_end", PAGES)
        context = {"page": page, "matter": page.matter, **split(buttons)}
        return render(request, "committees/matters/detail.html", context)


class MatterCreateView(PermissionView):
    """The Party organisation proposes."""

    permission = PROPOSE

    def get(self, request):
        """The blank form."""
        return self._page(MatterForm())

    def post(self, request):
        """Propose it."""
        form = MatterForm(request.POST, request.FILES)
        matter = form_run(form, self._propose)
        if matter is None:
            return self._page(form, 400)
        return redirect(DETAIL, pk=matter.pk)

    def _propose(self, data):
        return matter_propose(
            actor=self.request.user,
            community=read.home_for(self.access, int_of(self.request.GET.get("community"))),
            title=data["title"],
            minutes=minutes_of(data),
            submit_key=data["submit_key"],
        )

    def _page(self, form, status=200):
        context = {"form": form, "label": STEPS["propose"][1]}
        return render(self.request, "committees/matters/form.html", context, status=status)


class MatterStepView(PermissionView):
    """The next step with its document."""

    permission = "committees.view_deliberation"

    def get(self, request, pk, step):
        """The blank form."""
        return self._page(self._form(pk, step), step)

    def post(self, request, pk, step):
        """Record it."""
        form = self._form(pk, step, request.POST, request.FILES)
        done = form_run(form, lambda data: self._take(step, data))
        if done is None:
            return self._page(form, step, 400)
        messages.success(request, _("这一步已记录。"))
        return redirect(DETAIL, pk=pk)

    def _form(self, pk, step, *given):
        self.matter = read.matter_for(self.access, pk)
        if step not in BY_VOTE:
            return MinutesForm(*given, subject=self.matter)
        votes = self.matter.votes_wider(BY_VOTE[step])[:20]
        return DecisionForm(*given, subject=self.matter, votes=votes)

    def _take(self, step, data):
        return matter_step(
            actor=self.request.user,
            matter=self.matter,
            step=step,
            minutes=minutes_of(data),
            vote_id=data.get("vote"),
            version=data["version"],
        )

    def _page(self, form, step, status=200):
        transition = self.matter.workflow[step]
        if not self.access.can(transition.permission, self.matter):
            raise NotFound()
        context = {"form": form, "matter": self.matter, "label": transition.label}
        return render(self.request, "committees/matters/form.html", context, status=status)


class MatterEndView(PermissionView):
    """The steps without a form: the proposal taken back, or silence passed over."""

    permission = "committees.view_deliberation"

    def post(self, request, pk, name):
        """Dropping has a public reason."""
        matter = read.matter_for(self.access, pk)
        if name == "drop":
            matter_drop(actor=request.user, matter=matter, remark=reason_of(request))
        elif name == "pass_over":
            matter_pass_over(actor=request.user, matter=matter)
        else:
            raise NotFound()
        return redirect(DETAIL, pk=pk)
