"""Pages of polls: setting one, answering, paper answers and their second look."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.polls import AnswerForm, PaperForm, PollForm
from committees.selectors import consultations as read
from committees.selectors.poll_figures import answer_words
from committees.services.answers import answer_check, answer_enter, answer_give
from committees.services.polls import poll_set
from committees.views.consultation_parts import consultation_context
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import int_of

TAKE_PART, LEAD = "committees.take_part", "committees.lead_consultation"
ENTER = "committees.enter_answer"
DETAIL = "committees:consultation_detail"


class PollCreateView(PermissionView):
    """A new question; frozen once it is sent."""

    permission = LEAD

    def get(self, request, pk):
        """The blank form."""
        self.row = read.consultation_for(self.access, pk, LEAD)
        return self._page(PollForm(initial={"closes_at": self.row.closes_at}))

    def post(self, request, pk):
        """Set it."""
        self.row = read.consultation_for(self.access, pk, LEAD)
        form = PollForm(request.POST)
        poll = form_run(form, lambda data: self._set(form, data))
        if poll is None:
            return self._page(form, 400)
        messages.success(request, _("问卷已定下，内容不再改。"))
        return redirect(DETAIL, pk=pk)

    def _set(self, form, data):
        return poll_set(
            actor=self.request.user,
            consultation=self.row,
            draft=form.draft(),
            submit_key=data["submit_key"],
        )

    def _page(self, form, status=200):
        context = {"form": form, "row": self.row}
        return render(self.request, "committees/polls/form.html", context, status=status)


class PollAnswerView(PermissionView):
    """One's own answer."""

    permission = TAKE_PART

    def post(self, request, pk):
        """Keep it; a poor one comes back as typed."""
        poll = read.poll_for(self.access, pk)
        form = AnswerForm(request.POST, poll=poll, auto_id=f"id_poll{poll.pk}_%s")
        if form_run(form, lambda data: self._give(poll, form, data)) is None:
            page = read.consultation_page(self.access, poll.consultation_id)
            context = consultation_context(request, self.access, page, answer_form=form)
            return render(request, "committees/consultations/detail.html", context, status=400)
        messages.success(request, _("已收到您的答卷。"))
        return redirect(DETAIL, pk=poll.consultation_id)

    def _give(self, poll, form, data):
        door = data.get("door", "")
        return answer_give(actor=self.request.user, poll=poll, content=form.content(), door=door)


class PaperEnterView(PermissionView):
    """A paper answer, entered at the counter."""

    permission = ENTER

    def get(self, request, pk):
        """The blank form, and what waits for a second look."""
        return self._page(PaperForm(poll=self._poll(pk)))

    def post(self, request, pk):
        """Enter it."""
        form = PaperForm(request.POST, request.FILES, poll=self._poll(pk))
        answer = form_run(form, lambda data: self._enter(form, data))
        if answer is None:
            return self._page(form, 400)
        messages.success(request, _("已录入，等另一个人复核后计入。"))
        return redirect("committees:poll_paper", pk=pk)

    def _poll(self, pk):
        self.poll = read.poll_for(self.access, pk, ENTER)
        return self.poll

    def _enter(self, form, data):
        return answer_enter(
            actor=self.request.user,
            poll=self.poll,
            slip=form.slip(),
            content=form.content(),
            scans=[data["scan"]],
        )

    def _page(self, form, status=200):
        entries = read.entries_to_check(self.poll)
        for entry in entries:
            entry.words = answer_words(self.poll, entry.content)
            entry.is_mine = self.request.user.pk in {entry.entered_by_id, entry.user_id}
        context = {"form": form, "poll": self.poll, "row": self.poll.consultation}
        context["entries"] = entries
        return render(self.request, "committees/polls/paper.html", context, status=status)


class PaperCheckView(PermissionView):
    """The second look: right or wrong."""

    permission = ENTER

    def post(self, request, pk):
        """Say so."""
        poll = read.poll_for(self.access, pk, ENTER)
        said = request.POST.get("said")
        answer_id = int_of(request.POST.get("answer"))
        if said not in {"right", "wrong"} or answer_id is None:
            raise NotFound()
        answer_check(actor=request.user, poll=poll, answer_id=answer_id, is_right=said == "right")
        messages.success(request, _("已复核。"))
        return redirect("committees:poll_paper", pk=pk)
