"""Pages of motions: intake and list, the form, one motion and its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committees.forms.motions import (
    MotionForm,
    PartyOpinionForm,
    ScheduleForm,
    action_rows,
    drafts_of,
)
from committees.selectors import motions as read
from committees.selectors.bodies import committee_for
from committees.selectors.resolutions import resolutions_replaceable
from committees.selectors.sealed_motions import box_of_motion
from committees.services import motions as write
from committees.services.studies import motion_go_on_without_opinion
from committees.services.votes import vote_open
from committees.views.facts import motion_facts, motion_tabs
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import StaleWrite
from portal.views.steps import (
    before_of,
    buttons_for,
    int_of,
    reason_of,
    service_for,
    split,
)

RAISE = "committees.raise_motion"
STEP_PAGES = {
    "record_party_opinion": "committees:motion_opinion",
    "schedule": "committees:motion_schedule",
}


class MotionListView(PermissionView):
    """Motions by group of states; above them the intake."""

    permission = "committees.view_deliberation"

    def get(self, request):
        """?group=open|waiting|over|all, 20 at a time."""
        group = request.GET.get("group", "open")
        rows = read.motions_listed(self.access, group, before_of(request))
        context = {
            "tabs": motion_tabs(group),
            "motions": rows[: read.PAGE],
            "intake": read.issues_without_motion(self.access) if group == "open" else [],
            "may_raise": self.access.can(RAISE, None),
            "may_consult": self.access.can("committees.lead_consultation", None),
        }
        if len(rows) > read.PAGE:
            context["next_url"] = f"?group={group}&before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/motions/list.html", context)


class MotionCreateView(PermissionView):
    """A new motion; ``?issue=`` names the resident's issue it rests on."""

    permission = RAISE

    def get(self, request):
        """The blank form, or one that begins with the issue's words."""
        self._load(request.GET)
        initial = {}
        if self.issue:
            initial = {"title": self.issue.title, "reason": self.issue.text[:2000]}
        return self._page(MotionForm(initial=initial, **self._given()), action_rows())

    def post(self, request):
        """Raise it; "再加一条" only draws the form again with one more row."""
        self._load(request.POST)
        form = MotionForm(request.POST, **self._given())
        more = 1 if "add_row" in request.POST else 0
        rows = action_rows(request.POST, more=more)
        if more or not rows.is_valid() or not form.is_valid():
            return self._page(form, rows, 200 if more else 400)
        motion = form_run(form, lambda data: self._raise(form, rows, data))
        if motion is None:
            return self._page(form, rows, 400)
        messages.success(request, _("议案已提出。"))
        return redirect("committees:motion_detail", pk=motion.pk)

    def _load(self, given) -> None:
        pk = int_of(given.get("issue"))
        self.issue = read.issue_for_motion(self.access, pk) if pk else None
        self.committee = committee_for(self.access, RAISE, int_of(given.get("committee")))

    def _given(self) -> dict:
        replaceable = resolutions_replaceable(self.committee.pk)
        return {"replaceable": replaceable, "has_issue": self.issue is not None}

    def _raise(self, form, rows, data):
        common = {
            "actor": self.request.user,
            "committee": self.committee,
            "submit_key": data["submit_key"],
            "actions": drafts_of(rows),
            **form.words(),
        }
        if self.issue:
            return write.motion_raise_from_issue(issue=self.issue, **common)
        return write.motion_propose(**common)

    def _page(self, form, rows, status=200):
        context = {"form": form, "rows": rows, "issue": self.issue, "committee": self.committee}
        return render(self.request, "committees/motions/form.html", context, status=status)


class MotionEditView(PermissionView):
    """Change a motion until the vote is opened."""

    permission = "committees.edit_motion"

    def get(self, request, pk):
        """The form as the motion stands."""
        self.motion = read.motion_for(self.access, pk, self.permission)
        return self._page(self._form(), action_rows(actions=self.motion.proposed_actions.all()))

    def post(self, request, pk):
        """Save it; somebody else's change in between is shown beside one's own words."""
        self.motion = read.motion_for(self.access, pk, self.permission)
        form = self._form(request.POST)
        more = 1 if "add_row" in request.POST else 0
        rows = action_rows(request.POST, more=more)
        if more or not rows.is_valid() or not form.is_valid():
            return self._page(form, rows, 200 if more else 400)
        return self._save(form, rows)

    def _form(self, data=None):
        motion = self.motion
        names = ("title", "text", "reason", "is_major", "is_reserved", "is_standing")
        initial = {name: getattr(motion, name) for name in names} | {"replaces": motion.replaces_id}
        return MotionForm(
            data,
            subject=motion,
            initial=initial,
            replaceable=resolutions_replaceable(motion.committee_id),
            has_issue=motion.issue_id is not None,
        )

    def _save(self, form, rows):
        try:
            motion = form_run(form, lambda data: self._edit(form, rows, data))
        except StaleWrite as stale:
            return self._page(form, rows, stale.status, stale=stale)
        if motion is None:
            return self._page(form, rows, 400)
        messages.success(self.request, _("已保存修改。"))
        return redirect("committees:motion_detail", pk=motion.pk)

    def _edit(self, form, rows, data):
        return write.motion_edit(
            actor=self.request.user,
            motion=self.motion,
            version=data["version"] or 0,
            actions=drafts_of(rows),
            **form.words(),
        )

    def _page(self, form, rows, status=200, stale=None):
        context = {"form": form, "rows": rows, "motion": self.motion, "stale": stale}
        return render(self.request, "committees/motions/form.html", context, status=status)


class MotionDetailView(PermissionView):
    """One motion: words, actions, meetings, way, and what may be done now."""

    permission = "committees.view_deliberation"

    def get(self, request, pk):
        """The page."""
        page = read.motion_page(self.access, pk)
        motion = page.motion
        context = {
            "page": page,
            "motion": motion,
            "facts": motion_facts(motion),
            **split(buttons_for(motion, request.user, "committees:motion_step", STEP_PAGES)),
            **box_of_motion(self.access, motion),
            "may_edit": not motion.is_frozen and self.access.can("committees.edit_motion", motion),
        }
        if context["may_edit"]:
            context["papers_url"] = reverse("committees:motion_papers", args=[pk])
        return render(request, "committees/motions/detail.html", context)


PLAIN_STEPS = {
    "send_to_party_study": write.motion_send_to_party_study,
    "go_on_without_opinion": motion_go_on_without_opinion,
    "debate": write.motion_debate,
    "open_vote": vote_open,
}
REASONED_STEPS = {"withdraw": write.motion_withdraw, "defer": write.motion_defer}


class MotionStepView(PermissionView):
    """The steps of a motion that ask for a reason at most."""

    permission = "committees.view_deliberation"

    def post(self, request, pk, name):
        """Do it and come back to where the person works: meeting, vote or motion."""
        service = service_for(PLAIN_STEPS | REASONED_STEPS, name)
        motion = read.motion_for(self.access, pk)
        words = {"remark": reason_of(request)} if name in REASONED_STEPS else {}
        if name == "open_vote" and request.POST.get("method"):
            words["method"] = request.POST["method"]
        done = service(actor=request.user, motion=motion, **words)
        if name == "open_vote":
            return redirect("committees:vote_detail", pk=done.pk)
        meeting = int_of(request.GET.get("meeting"))
        if meeting:
            return redirect("committees:meeting_detail", pk=meeting)
        return redirect("committees:motion_detail", pk=pk)


class MotionOpinionView(PermissionView):
    """The Party organisation records its opinion on a major matter."""

    permission = "committees.study_motion"

    def get(self, request, pk):
        """The form under the motion's words."""
        motion = read.motion_for(self.access, pk, self.permission)
        return self._page(motion, PartyOpinionForm(subject=motion))

    def post(self, request, pk):
        """Keep it."""
        motion = read.motion_for(self.access, pk, self.permission)
        form = PartyOpinionForm(request.POST, subject=motion)
        if form_run(form, lambda data: self._record(motion, data)) is None:
            return self._page(motion, form, 400)
        messages.success(request, _("已记录党组织意见。"))
        return redirect("committees:motion_detail", pk=pk)

    def _record(self, motion, data):
        return write.motion_record_party_opinion(
            actor=self.request.user,
            motion=motion,
            opinion=data["party_opinion"],
            version=data["version"],
        )

    def _page(self, motion, form, status=200):
        context = {"motion": motion, "form": form}
        return render(self.request, "committees/motions/opinion.html", context, status=status)


class MotionScheduleView(PermissionView):
    """The leaders choose the meeting."""

    permission = "committees.schedule_motion"

    def get(self, request, pk):
        """The coming meetings."""
        motion = read.motion_for(self.access, pk, self.permission)
        return self._page(motion, self._form(motion))

    def post(self, request, pk):
        """Put it on the agenda."""
        motion = read.motion_for(self.access, pk, self.permission)
        form = self._form(motion, request.POST)
        if form_run(form, lambda data: self._schedule(motion, data)) is None:
            return self._page(motion, form, 400)
        messages.success(request, _("已列入议程。"))
        return redirect("committees:motion_detail", pk=pk)

    def _schedule(self, motion, data):
        return write.motion_schedule(
            actor=self.request.user,
            motion=motion,
            meeting=data["meeting"],
            version=data["version"],
            late_reason=data.get("late_reason", ""),
        )

    @staticmethod
    def _form(motion, data=None):
        meetings = read.meetings_open_for(motion.committee_id)
        return ScheduleForm(data, subject=motion, meetings=meetings)

    def _page(self, motion, form, status=200):
        context = {"motion": motion, "form": form}
        return render(self.request, "committees/motions/schedule.html", context, status=status)
