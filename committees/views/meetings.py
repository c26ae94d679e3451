"""Pages of meetings: list, convening, one meeting with its live quorum."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.meetings import DebateNoteForm, MeetingForm, ReconveneForm
from committees.models import Presence
from committees.selectors import meetings as read
from committees.selectors.bodies import committee_for
from committees.selectors.demands import demand_for
from committees.selectors.following import meeting_to_follow
from committees.selectors.motions import motion_of_meeting, motions_for_agenda
from committees.services import meetings as write
from committees.services.agendas import agenda_move, agenda_remove
from committees.services.debates import debate_note_add
from committees.views.agenda_buttons import item_buttons
from committees.views.facts import meeting_facts
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import (
    before_of,
    buttons_for,
    int_of,
    reason_of,
    service_for,
    split,
)

VIEW = "committees.view_deliberation"
FOLLOW = "committees.follow_meeting"
CONVENE = "committees.convene_meeting"
NOTE = "committees.note_debate"
PRESENCES = [{"value": value, "label": label} for value, label in Presence.choices]


class MeetingListView(PermissionView):
    """What comes, the soonest first, and what is over, the latest first."""

    permission = VIEW

    def get(self, request):
        """20 at a time; what comes stands on the first page only."""
        before = before_of(request)
        rows = read.meetings_past(self.access, before)
        context = {
            "coming": [] if before else read.meetings_coming(self.access, read.PAGE),
            "past": rows[: read.PAGE],
            "may_convene": self.access.can(CONVENE, None),
        }
        if len(rows) > read.PAGE:
            context["next_url"] = f"?before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/meetings/list.html", context)


class MeetingCreateView(PermissionView):
    """Convene a meeting."""

    permission = CONVENE

    def get(self, request):
        """The form with the motions that wait."""
        return self._page(self._form())

    def post(self, request):
        """Plan it."""
        form = self._form(request.POST)
        meeting = form_run(form, lambda data: self._convene(form, data))
        if meeting is None:
            return self._page(form, 400)
        messages.success(request, _("会议已经排好，别忘了发通知。"))
        return redirect("committees:meeting_detail", pk=meeting.pk)

    def _form(self, data=None):
        given = int_of(self.request.GET.get("demand"))
        demand = demand_for(self.access, given) if given else None
        self.committee = committee_for(self.access, CONVENE)
        return MeetingForm(data, waiting=motions_for_agenda(self.committee.pk), demand=demand)

    def _convene(self, form, data):
        names = ("title", "starts_at", "place", "submit_key")
        return write.meeting_convene(
            actor=self.request.user,
            committee=self.committee,
            motions=tuple(form.chosen()),
            sitting=form.sitting(),
            **{name: data[name] for name in names},
        )

    def _page(self, form, status=200):
        context = {"form": form, "committee": self.committee}
        return render(self.request, "committees/meetings/form.html", context, status=status)


def aside_rights(my_seat, may_note: bool) -> dict:
    """Who may say that somebody stands aside: whoever has a vote, and whoever keeps the list."""
    has_vote = my_seat is not None and my_seat.has_vote
    rights = {"may_note_aside": may_note, "may_stand_aside": may_note or has_vote}
    return rights | {"has_my_vote": has_vote}


def meeting_rights(access, page) -> dict:
    """What this person may do in the meeting as it stands."""
    meeting = page.meeting
    may_note = access.can(NOTE, meeting)
    may_arrange = access.can(CONVENE, meeting) and meeting.status in {"planned", "noticed"}
    return {
        "may_note": may_note and meeting.takes_presence,
        "may_arrange": may_arrange,
        "may_arrive": meeting.takes_presence and page.my_seat and not page.my_seat.is_present,
        **aside_rights(page.my_seat, may_note),
        "chairs": access.can("committees.chair_meeting", meeting),
        "my_id": access.user.pk,
        "may_ask": meeting.is_in_session and page.my_seat is not None,
        "may_amend": meeting.is_in_session and page.my_seat and page.my_seat.has_vote,
        "may_reconvene": access.can(CONVENE, meeting) and read.may_reconvene(meeting),
        "note_form": DebateNoteForm() if may_note and meeting.is_in_session else None,
    }


def step_buttons(meeting, user) -> list[dict]:
    """The steps; a notice too short, or an opening too early, asks for its reason."""
    buttons = buttons_for(meeting, user, "committees:meeting_step")
    for button in buttons:
        words = write.special_words(meeting, button["name"])
        if words:
            button |= {"needs_reason": True, "plain": words}
    return buttons


def meeting_context(access, page) -> dict:
    """What the meeting's page and its fragments need."""
    meeting, user = page.meeting, access.user
    return {
        **meeting_rights(access, page),
        "page": page,
        "meeting": meeting,
        "quorum": page.quorum,
        "people": page.people,
        "presences": PRESENCES,
        "facts": meeting_facts(meeting),
        "points": page.points,
        **split(step_buttons(meeting, user)),
    }


class MeetingReconveneView(PermissionView):
    """The same meeting once more, because too few had come."""

    permission = CONVENE

    def get(self, request, pk):
        """When and where."""
        meeting = read.meeting_for(self.access, pk)
        return self._page(meeting, ReconveneForm(initial={"place": meeting.place}))

    def post(self, request, pk):
        """Plan it with what was left."""
        meeting = read.meeting_for(self.access, pk)
        form = ReconveneForm(request.POST)
        again = form_run(form, lambda data: self._again(meeting, data))
        if again is None:
            return self._page(meeting, form, 400)
        messages.success(request, _("已按原议程再次召集，别忘了发通知。"))
        return redirect("committees:meeting_detail", pk=again.pk)

    def _again(self, meeting, data):
        names = ("starts_at", "place", "submit_key")
        words = {name: data[name] for name in names}
        return write.meeting_reconvene(actor=self.request.user, meeting=meeting, **words)

    def _page(self, meeting, form, status=200):
        context = {"form": form, "meeting": meeting}
        return render(self.request, "committees/meetings/reconvene.html", context, status=status)


class MeetingDetailView(PermissionView):
    """One meeting; whoever only follows it is led to the page that follows it live."""

    permission = FOLLOW

    def get(self, request, pk):
        """Agenda, presence, quorum, votes, notes, and the steps open now."""
        meeting = meeting_to_follow(self.access, pk)
        if not self.access.can(VIEW, meeting):
            return redirect("committees:meeting_live", pk=pk)
        page = read.meeting_page_of(self.access, meeting)
        context = meeting_context(self.access, page)
        for item in page.items:
            item.buttons_id = f"steps-{item.pk}"
            item.buttons = item_buttons(item, request.user)
        return render(request, "committees/meetings/detail.html", context)


class MeetingQuorumView(PermissionView):
    """The presence, asked again every few seconds."""

    permission = VIEW

    def get(self, request, pk):
        """The fragment alone."""
        meeting, people, quorum = read.meeting_quorum(self.access, pk)
        context = {"meeting": meeting, "people": people, "quorum": quorum}
        return render(request, "committees/meetings/_quorum.html", context)


STEPS = {
    "notify": write.meeting_notify,
    "open": write.meeting_open,
    "end": write.meeting_end,
    "cancel": write.meeting_cancel,
}


WORDS = {"cancel": "remark", "notify": "reason", "open": "reason"}


class MeetingStepView(PermissionView):
    """The steps of a meeting."""

    permission = "committees.chair_meeting"

    def post(self, request, pk, name):
        """Do it."""
        service = service_for(STEPS, name)
        meeting = read.meeting_for(self.access, pk)
        words = {WORDS[name]: reason_of(request)} if name in WORDS else {}
        service(actor=request.user, meeting=meeting, **words)
        return redirect("committees:meeting_detail", pk=pk)


class MeetingAgendaView(PermissionView):
    """Move an item up or down, or take it off, before the meeting begins."""

    permission = CONVENE

    def post(self, request, pk, item):
        """``act`` is up, down or remove."""
        row = motion_of_meeting(self.access, pk, item)
        act = request.POST.get("act")
        if act == "remove":
            agenda_remove(actor=request.user, item=row)
        elif act in {"up", "down"}:
            agenda_move(actor=request.user, item=row, up=act == "up")
        else:
            raise NotFound()
        return redirect("committees:meeting_detail", pk=pk)


class DebateNoteView(PermissionView):
    """A note of what was said on an item."""

    permission = NOTE

    def post(self, request, pk, item):
        """Keep it; an incomplete note comes back with its words."""
        row = motion_of_meeting(self.access, pk, item)
        form = DebateNoteForm(request.POST)
        if form_run(form, lambda data: self._add(row, data)) is None:
            context = {"form": form, "item": row, "meeting": row.meeting}
            return render(request, "committees/meetings/note.html", context, status=400)
        return redirect("committees:meeting_detail", pk=pk)

    def _add(self, row, data):
        return debate_note_add(
            actor=self.request.user, item=row, speaker=data["speaker"], text=data["text"]
        )
