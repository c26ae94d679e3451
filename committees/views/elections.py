"""Pages of elections: the lists, calling one, the desk, the public page and the public roll."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.elections import CallForm
from committees.selectors import election_pages as read
from committees.selectors import election_rows as find
from committees.selectors.bodies import committees_for
from committees.selectors.elections import VIEW, election_for
from committees.selectors.places import community_of
from committees.services import election_counts, election_steps, results
from committees.services import elections as write
from committees.views.disclosure_parts import home_of
from committees.views.election_parts import (
    desk_context,
    plan_rows,
    public_context,
    roll_asked,
    rolls_of,
)
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, int_of, reason_of, service_for

DESK = "committees:election"
STEPS = {
    "form_committee": election_steps.committee_form,
    "start_registration": election_steps.registration_start,
    "publish_roll": election_steps.roll_publish,
    "publish_candidates": election_steps.candidates_publish,
    "meet_residents": election_steps.residents_meet,
    "renominate": election_steps.renominate,
    "start_voting": election_steps.voting_start,
    "count": election_counts.election_count,
    "announce": results.result_announce,
    "file": results.election_file,
}


class ElectionListView(PermissionView):
    """Elections where one works or watches."""

    permission = VIEW

    def get(self, request):
        """20 at a time; complaints first for the district."""
        rows = read.elections_listed(self.access, before_of(request))
        context = {
            "elections": rows[:20],
            "complaints": find.complaints_waiting(self.access),
            "may_call": bool(committees_for(self.access, write.CALL)),
        }
        if len(rows) > 20:
            context["next_url"] = f"?before={rows[19].pk}"
        return render(request, "committees/elections/list.html", context)


class PlaceElectionsView(PublicView):
    """The elections of a community, for everybody."""

    def get(self, request, pk):
        """The newest."""
        context = {"community": community_of(pk), "elections": read.elections_of_place(pk)}
        return render(request, "committees/elections/place.html", context)


class _CallView(PermissionView):
    """A form that sets an election up in one's own community."""

    permission = write.CALL
    template = "committees/elections/form.html"

    def get(self, request):
        """The form."""
        return self.page(self.shape())

    def post(self, request):
        """First the whole plan, then set it up; or why not at the field."""
        form = self.shape(request.POST)
        election = form_run(form, lambda data: self.keep(form, data))
        if election is None:
            return self.page(form, 400)
        if election.pk is None:
            return self.look(form, election)
        messages.success(request, _("已建立，请登记选举委员会成员。"))
        return redirect(DESK, pk=election.pk)

    @property
    def home(self):
        """The community."""
        return home_of(self.access, write.CALL)

    def page(self, form, status=200):
        """The form in its frame."""
        context = {"form": form, "title": self.title, "kicker": self.home.name, "lead": self.lead}
        return render(self.request, self.template, context, status=status)


class ElectionCallView(_CallView):
    """A general election or a by-election."""

    title = property(lambda self: _("部署选举"))
    lead = property(lambda self: _("投票用纸质选票，在投票站里进行；这里管投票以外的每一步。"))

    def shape(self, *given):
        """The form."""
        return CallForm(*given)

    def keep(self, form, data):
        """Call it, once its plan was seen; else draw it up only."""
        words = {"actor": self.request.user, "community": self.home, "plan": form.plan()}
        if not data["is_seen"]:
            return write.election_drafted(**words)
        return write.election_call(submit_key=data["submit_key"], **words)

    def look(self, form, election):
        """The plan with every date, and the way back or on."""
        context = {"election": election, "plan": plan_rows(election), "form": form}
        context["kicker"] = self.home.name
        return render(self.request, "committees/elections/plan.html", context)


class ElectionView(PermissionView):
    """The desk of one election."""

    permission = VIEW

    def get(self, request, pk):
        """Plan, committee, roll, candidates, count."""
        election = election_for(self.access, pk)
        context = desk_context(self.access, read.desk_page(election))
        return render(request, "committees/elections/desk.html", context)


class ElectionStepView(PermissionView):
    """The steps without a form of their own."""

    permission = VIEW

    def post(self, request, pk, name):
        """Take it."""
        words = {"actor": request.user, "election": election_for(self.access, pk)}
        if name == "cancel":
            election_steps.election_cancel(remark=reason_of(request), **words)
        else:
            service_for(STEPS, name)(**words)
        return redirect(DESK, pk=pk)


class ElectionPublicView(PublicView):
    """What everybody may know of an election."""

    def get(self, request, pk):
        """The page."""
        page = read.public_page(read.election_public(pk))
        context = public_context(self.access, page)
        return render(request, "committees/elections/public.html", context)


class PublicRollView(PublicView):
    """The roll while it is public: number, name, group (§17)."""

    def get(self, request, pk):
        """50 at a time, by name."""
        election = read.election_public(pk)
        text = request.GET.get("q", "").replace("\x00", "").strip()[:20]
        after = int_of(request.GET.get("after", "")) or 0
        roll = roll_asked(request, election)
        rows = read.roll_listed(election, text, min(after, 10**9), roll=roll, public=True)
        context = {"election": election, "rows": rows[: read.PAGE], "text": text}
        context |= {"roll": roll, "rolls": rolls_of(election)}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?q={text}&roll={roll}&after={rows[read.PAGE - 1].number}"
        return render(request, "committees/elections/public_roll.html", context)
