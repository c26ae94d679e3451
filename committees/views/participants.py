"""Who comes to a meeting: arriving, noting others, residents at the door, guests, speakers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.meetings import GuestForm, SignInForm, SignInListForm
from committees.selectors import meetings as read
from committees.selectors.following import meeting_to_follow
from committees.selectors.motions import motion_of_meeting
from committees.selectors.terms import delegates_in_office
from committees.services.attendance import (
    attendance_arrive,
    attendance_note,
    guest_invite,
    resident_sign_in,
)
from committees.services.sign_in_sheets import residents_sign_in
from committees.services.speakers import speaker_ask, speaker_over
from committees.views.live import back_to
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import int_of

NOTE, ATTEND = "committees.note_debate", "committees.attend_meeting"
DETAIL = "committees:meeting_detail"


class MeetingAttendanceView(PermissionView):
    """Who is there: "我到了" by oneself, or a toggle by whoever keeps the list."""

    permission = ATTEND

    def post(self, request, pk):
        """Note it."""
        meeting = meeting_to_follow(self.access, pk)
        given = int_of(request.POST.get("participant"))
        if given is None:
            attendance_arrive(actor=request.user, meeting=meeting)
            messages.success(request, _("已签到。"))
        else:
            row, presence = read.participant_of(meeting, given), request.POST.get("presence", "")
            words = {"participant": row, "presence": presence}
            attendance_note(actor=request.user, meeting=meeting, **words)
        vote = int_of(request.POST.get("vote"))
        if vote:
            return redirect("committees:vote_detail", pk=vote)
        return back_to(self.access, meeting)


class _DoorView(PermissionView):
    """A small form beside the meeting; an incomplete one comes back with its words."""

    permission = NOTE
    title = ""

    def get(self, request, pk):
        """The form."""
        self.meeting = read.meeting_for(self.access, pk)
        return self.page(self.form())

    def post(self, request, pk):
        """Write it down and ask for the next one."""
        self.meeting = read.meeting_for(self.access, pk)
        form = self.form(request.POST)
        row = form_run(form, lambda data: self.store(form, data))
        if row is None:
            return self.page(form, 400)
        messages.success(request, _("已登记：%(name)s") % {"name": row.name})
        return redirect(request.path)

    def page(self, form, status=200):
        """The form in its frame."""
        context = {"form": form, "meeting": self.meeting, "title": self.title}
        return render(self.request, "committees/meetings/door.html", context, status=status)


class SignInView(_DoorView):
    """Residents at the door of a residents' meeting, one after the other."""

    @property
    def title(self):
        """What it is."""
        return _("居民签到")

    def form(self, data=None):
        """Name and door."""
        return SignInForm(data)

    def store(self, form, data):
        """Note them."""
        words = {"name": data["name"], "door": data["door"]}
        return resident_sign_in(actor=self.request.user, meeting=self.meeting, **words)


class SignInListView(PermissionView):
    """A whole sign-in sheet, typed or pasted."""

    permission = NOTE

    def get(self, request, pk):
        """The form."""
        return self._page(read.meeting_for(self.access, pk), SignInListForm())

    def post(self, request, pk):
        """Take it whole, or say which line is wrong."""
        meeting = read.meeting_for(self.access, pk)
        form = SignInListForm(request.POST)
        count = form_run(form, lambda data: self._enter(meeting, form))
        if count is None:
            return self._page(meeting, form, 400)
        messages.success(request, _("签到 %(n)d 人。") % {"n": count})
        return redirect(DETAIL, pk=pk)

    def _enter(self, meeting, form):
        return residents_sign_in(actor=self.request.user, meeting=meeting, people=form.rows())

    def _page(self, meeting, form, status=200):
        context = {"form": form, "meeting": meeting, "title": _("录入签到表")}
        return render(self.request, "committees/meetings/door.html", context, status=status)


class GuestView(_DoorView):
    """Who attends and speaks without a vote."""

    @property
    def title(self):
        """What it is."""
        return _("邀请列席")

    def form(self, data=None):
        """A delegate of a unit, or a name."""
        return GuestForm(data, delegates=delegates_in_office(self.meeting.community_id))

    def store(self, form, data):
        """Invite them."""
        words = {"name": data["name"], "delegate": form.chosen()}
        return guest_invite(actor=self.request.user, meeting=self.meeting, **words)


class SpeakerView(PermissionView):
    """A wish to speak on an item."""

    permission = ATTEND

    def post(self, request, pk, item):
        """Ask, for oneself or, by whoever keeps the list, for somebody else."""
        row = motion_of_meeting(self.access, pk, item)
        given = int_of(request.POST.get("participant"))
        other = read.participant_of(row.meeting, given) if given else None
        speaker_ask(actor=request.user, item=row, participant=other)
        return back_to(self.access, row.meeting)


class SpeakerOverView(PermissionView):
    """A wish is over: spoken, or taken back."""

    permission = ATTEND

    def post(self, request, pk):
        """``spoken`` says which."""
        turn = read.turn_for(self.access, pk)
        spoken = request.POST.get("spoken") == "1"
        turn = speaker_over(actor=request.user, turn=turn, has_spoken=spoken)
        return back_to(self.access, turn.agenda_item.meeting)
