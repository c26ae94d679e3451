"""A meeting as it goes on: its public notice, the phone page that follows it, the hall's screen."""

from django.shortcuts import redirect, render

from committees.models import VoteMethod
from committees.selectors import following as read
from committees.selectors.meetings import meeting_page
from committees.selectors.papers import agenda_data, notice_data
from committees.selectors.recusals import names_aside
from portal.access.mixins import PermissionView, PublicView

ON_THE_PHONE = {VoteMethod.NAMED, VoteMethod.SEALED}
CHAIR, ATTEND = "committees.chair_meeting", "committees.attend_meeting"


class MeetingNoticeView(PublicView):
    """The notice of a wider meeting with its agenda, for everybody (§26)."""

    def get(self, request, pk):
        """Who meets when and where, and about what, in full."""
        meeting = read.meeting_announced(pk)
        follows = request.user.is_authenticated and read.may_follow(self.access, meeting)
        context = {
            "meeting": meeting,
            "notice": notice_data(meeting),
            "agenda": agenda_data(meeting),
            "may_follow": follows,
        }
        return render(request, "committees/meetings/notice.html", context)


def live_context(access, pk) -> dict:
    """What the phone shows, and what this person may do there now."""
    live = read.live_page(access, pk)
    meeting = live["meeting"]
    return live | {
        "sees_page": access.can(read.VIEW, meeting),
        "is_wider": meeting.kind != "committee_meeting",
        **live_rights(access.can(ATTEND, meeting), live),
    }


def live_rights(comes: bool, live: dict) -> dict:
    """What the person may do in the meeting as it stands; ``comes`` = may attend it at all."""
    meeting, seat = live["meeting"], live["page"].my_seat
    is_here = seat is not None and seat.is_present
    debated = live["item"] is not None and live["item"].motion.status == "under_debate"
    return {
        "my_seat": seat,
        "is_here": is_here,
        "may_listen": comes and not seat and meeting.kind == "reps_meeting",
        "may_sign_in": comes and not is_here and meeting.takes_presence,
        "may_ask": comes and is_here and debated,
        "may_amend": comes and is_here and debated and seat.has_vote,
        "may_recuse": comes and is_here and seat.has_vote and _is_before_the_end(live),
        "votes_here": live["event"] is not None and live["event"].method in ON_THE_PHONE,
    }


def _is_before_the_end(live) -> bool:
    """Whether the item in hand may still be stood aside from."""
    item = live["item"]
    return item is not None and item.motion.status in {"under_debate", "voting"}


class MeetingLiveView(PermissionView):
    """One meeting on the phone of whoever comes to it or may follow it."""

    permission = read.FOLLOW

    def get(self, request, pk):
        """The page."""
        return render(request, "committees/meetings/live.html", live_context(self.access, pk))


class MeetingNowView(PermissionView):
    """The fragment of the phone's page, asked again every few seconds."""

    permission = read.FOLLOW

    def get(self, request, pk):
        """The fragment alone."""
        return render(request, "committees/meetings/_live.html", live_context(self.access, pk))


def hall_context(access, pk) -> dict:
    """The hall's screen: the item in hand, presence, and after the close the arithmetic."""
    page = meeting_page(access, pk)
    chairs, live = access.can(CHAIR, page.meeting), read.live_of(page)
    item = live["item"]
    aside = names_aside(item.motion_id) if item else []
    return live | {"aside": aside, "shows_code": chairs and page.meeting.takes_presence}


class MeetingHallView(PermissionView):
    """The hall's screen."""

    permission = read.VIEW

    def get(self, request, pk):
        """The motion under debate or in vote, else the last one decided."""
        return render(request, "committees/meetings/hall.html", hall_context(self.access, pk))


class HallNowView(PermissionView):
    """What changes on the hall's screen, asked again every few seconds."""

    permission = read.VIEW

    def get(self, request, pk):
        """The fragment alone."""
        return render(request, "committees/meetings/_hall.html", hall_context(self.access, pk))


def back_to(access, meeting):
    """The page somebody came from: the desk's page of the meeting, or the phone's."""
    name = "meeting_detail" if access.can(read.VIEW, meeting) else "meeting_live"
    return redirect(f"committees:{name}", pk=meeting.pk)
