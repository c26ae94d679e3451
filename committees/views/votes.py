"""Pages of a vote: the ballot in one tap, standing aside, the close and its arithmetic."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.meetings import CountForm, HandsForm, RecusalForm
from committees.models import Choice
from committees.selectors.hands import people_raising
from committees.selectors.votes import VotePage, vote_event_for, vote_page
from committees.services.hands import hands_record
from committees.services.recusals import recusal_declare
from committees.services.tellers import count_enter
from committees.services.votes import vote_cast, vote_close
from portal.access.mixins import PermissionView
from portal.forms.base import form_run

VIEW = "committees.view_deliberation"
FIGURES = {"present", "issued", "votes_for", "against", "abstain", "invalid"}
ICONS = {"for": "hand-thumbs-up", "against": "hand-thumbs-down", "abstain": "dash-circle"}


def choices() -> list[dict]:
    """The three buttons."""
    return [
        {"value": value, "label": label, "icon": ICONS[value]} for value, label in Choice.choices
    ]


def hands_form(access, event, data=None) -> HandsForm | None:
    """The list to write raised hands down, for whoever keeps it and until it is written."""
    writes = event.is_open and event.is_by_hands and not event.cast_count
    if not writes or not access.can("committees.note_debate", event.motion):
        return None
    return HandsForm(data, people=people_raising(event))


def count_form(access, page, data=None) -> CountForm | None:
    """The fields for what one teller counts, with one's own last figures."""
    event = page.event
    if not event.is_open or not event.is_in_totals:
        return None
    if not access.can("committees.count_votes", event.motion):
        return None
    return CountForm(data, event=event, initial=page.my_count.figures if page.my_count else None)


def vote_rights(access, page: VotePage) -> dict:
    """What this person may do in the vote now."""
    event = page.event
    may_vote = event.method == "named" and access.can("committees.vote_motion", event.motion)
    takes = event.is_sealed and event.sealed.takes_ballots
    free = event.is_open and page.is_on_roll and not page.my_vote and not page.is_recused
    waits = not event.is_sealed or (takes and not page.has_sealed)
    return {
        "may_vote": free and may_vote and page.is_present,
        "may_seal": free and takes and page.is_present and page.my_entry is not None,
        "may_recuse": free and waits and access.can("committees.attend_meeting", event.motion),
        "must_arrive": free and (may_vote or takes) and not page.is_present,
        "may_close": event.is_open and access.can("committees.chair_meeting", event.motion),
    }


def vote_context(access, page: VotePage, form=None) -> dict:
    """What the vote's page needs."""
    event = page.event
    return {
        **vote_rights(access, page),
        "page": page,
        "event": event,
        "motion": event.motion,
        "choices": choices(),
        "hands_form": hands_form(access, event),
        "count_form": count_form(access, page),
        "recusal_form": form or RecusalForm(),
        "has_recusal_errors": form is not None,
    }


class VoteDetailView(PermissionView):
    """One vote."""

    permission = VIEW

    def get(self, request, pk):
        """The ballot while it is open; roll call and arithmetic after the close."""
        context = vote_context(self.access, vote_page(self.access, pk))
        return render(request, "committees/votes/detail.html", context)


class VoteCastView(PermissionView):
    """One tap."""

    permission = "committees.vote_motion"

    def post(self, request, pk):
        """Cast it; the page then says what was recorded."""
        choice = request.POST.get("choice", "")
        vote = vote_cast(actor=request.user, event_id=pk, choice=choice)
        words = _("已记录您的表决：%(choice)s。")
        messages.success(request, words % {"choice": vote.get_choice_display()})
        return redirect("committees:vote_detail", pk=pk)


class VoteRecuseView(PermissionView):
    """Standing aside."""

    permission = "committees.attend_meeting"

    def post(self, request, pk):
        """Keep the reason and leave base and quorum."""
        motion = vote_event_for(self.access, pk).motion
        form = RecusalForm(request.POST)
        done = form_run(
            form,
            lambda data: recusal_declare(actor=request.user, motion=motion, reason=data["reason"]),
        )
        if done is None:
            context = vote_context(self.access, vote_page(self.access, pk), form)
            return render(request, "committees/votes/detail.html", context, status=400)
        messages.success(request, _("已登记回避，您不计入这次表决的人数。"))
        return redirect("committees:vote_detail", pk=pk)


class VoteHandsView(PermissionView):
    """The hands raised in the room."""

    permission = "committees.note_debate"

    def post(self, request, pk):
        """Write them down; an incomplete list comes back."""
        page = vote_page(self.access, pk)
        form = HandsForm(request.POST, people=people_raising(page.event))
        done = form_run(
            form,
            lambda data: hands_record(actor=request.user, event_id=pk, hands=form.hands()),
        )
        if done is None:
            context = vote_context(self.access, page) | {"hands_form": form}
            return render(request, "committees/votes/detail.html", context, status=400)
        messages.success(request, _("举手结果已录入。"))
        return redirect("committees:vote_detail", pk=pk)


class VoteCountView(PermissionView):
    """What one teller counted."""

    permission = "committees.count_votes"

    def post(self, request, pk):
        """Keep it; figures that cannot be come back with their words."""
        page = vote_page(self.access, pk)
        form = CountForm(request.POST, event=page.event)
        if form_run(form, lambda data: self._enter(pk, form, data)) is None:
            context = vote_context(self.access, page) | {"count_form": form}
            return render(request, "committees/votes/detail.html", context, status=400)
        messages.success(request, _("已录入。另一个人也录入、而且一致，就可以结束表决。"))
        return redirect("committees:vote_detail", pk=pk)

    def _enter(self, pk, form, data):
        figures = {name: data[name] for name in form.fields if name in FIGURES}
        return count_enter(actor=self.request.user, event_id=pk, **figures)


class VoteCloseView(PermissionView):
    """The chair ends the vote."""

    permission = "committees.chair_meeting"

    def post(self, request, pk):
        """Count and show."""
        vote_close(actor=request.user, event_id=pk)
        return redirect("committees:vote_detail", pk=pk)
