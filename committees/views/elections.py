"""Pages of elections: the lists, calling one, the desk, the public page and the public roll."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.elections import CallForm, RecallForm
from committees.selectors import election_pages as read
from committees.selectors.bodies import committee_for, committees_for, members_of
from committees.selectors.elections import VIEW, election_for
from committees.selectors.places import community_of
from committees.services import election_counts, recalls, results
from committees.services import elections as write
from committees.views.disclosure_parts import home_of
from committees.views.election_parts import desk_context, public_context
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, int_of, reason_of, service_for

DESK = "committees:election"
STEPS = {
    "form_committee": write.committee_form,
    "start_registration": write.registration_start,
    "publish_roll": write.roll_publish,
    "publish_candidates": write.candidates_publish,
    "meet_residents": write.residents_meet,
    "start_voting": write.voting_start,
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
            "complaints": read.complaints_waiting(self.access),
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
        """Set it up, or say why not at the field."""
        form = self.shape(request.POST)
        election = form_run(form, lambda data: self.keep(form, data))
        if election is None:
            return self.page(form, 400)
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
        """Call it."""
        return write.election_call(
            actor=self.request.user,
            community=self.home,
            plan=form.plan(),
            submit_key=data["submit_key"],
        )


class RecallCallView(_CallView):
    """A demand for a recall."""

    title = property(lambda self: _("登记罢免要求"))
    lead = property(lambda self: _("联名达到法定人数、写明理由，就要组织表决；本人有权申辩。"))

    def shape(self, *given):
        """The form, with who sits."""
        committee = committee_for(self.access, write.CALL)
        return RecallForm(*given, memberships=members_of(committee.pk))

    def keep(self, form, data):
        """Take it up."""
        return recalls.recall_demand(
            actor=self.request.user,
            membership=form.memberships[data["membership"]],
            demand=form.demand(),
            submit_key=data["submit_key"],
        )


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
            write.election_cancel(remark=reason_of(request), **words)
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
        rows = read.roll_listed(election, text, min(after, 10**9), public=True)
        context = {"election": election, "rows": rows[: read.PAGE], "text": text}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?q={text}&after={rows[read.PAGE - 1].number}"
        return render(request, "committees/elections/public_roll.html", context)
