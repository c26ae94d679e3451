"""What stands beside an entry of the public board: asking, answering, complaining, finding."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import disclosures as forms
from committees.selectors import disclosures as read
from committees.services import questions
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import reason_of

DETAIL, ASK = "committees:disclosure", questions.ASK


class _BesideView(PermissionView):
    """A short form beside an entry; a poor one comes back with its words."""

    permission = ASK
    template, hand = "committees/disclosures/beside.html", "residents"

    def get(self, request, pk):
        """The form."""
        return self.page(self.load(pk), self.shape())

    def post(self, request, pk):
        """Keep it and go back to the entry."""
        row = self.load(pk)
        form = self.shape(request.POST)
        if form_run(form, lambda data: self.keep(row, data)) is None:
            return self.page(row, form, 400)
        messages.success(request, self.done)
        return redirect(DETAIL, pk=getattr(row, "entry_id", row.pk))

    def load(self, pk):
        """The entry."""
        return read.entry_for(self.access, pk)

    def page(self, row, form, status=200):
        """The form in its frame."""
        entry = getattr(row, "entry", row)
        context = {"form": form, "entry": entry, "title": self.title, "hand": self.hand}
        context["quoted"] = row.text if row is not entry else ""
        return render(self.request, self.template, context, status=status)


class QuestionAskView(_BesideView):
    """A question."""

    shape = forms.AskForm
    title = property(lambda self: _("我要提问"))
    done = property(lambda self: _("问题已提交，答复后会通知您。"))

    def keep(self, row, data):
        """Ask it."""
        words = {"text": data["text"], "submit_key": data["submit_key"]}
        return questions.question_ask(actor=self.request.user, entry=row, **words)


class UntruthFileView(_BesideView):
    """A complaint of untruth, to the sub-district."""

    shape = forms.UntruthForm
    title = property(lambda self: _("反映不真实"))
    done = property(lambda self: _("已转街道核查，结论会公开并通知您。"))

    def keep(self, row, data):
        """File it."""
        words = {"text": data["text"], "submit_key": data["submit_key"]}
        return questions.untruth_file(actor=self.request.user, entry=row, **words)


class QuestionAnswerView(_BesideView):
    """The committee's answer."""

    permission = read.ANSWER
    shape = forms.AnswerForm
    title = property(lambda self: _("答复询问"))
    done = property(lambda self: _("已公开答复。"))

    def load(self, pk):
        """The question."""
        return read.question_for(self.access, pk)

    def keep(self, row, data):
        """Answer it."""
        return questions.question_answer(
            actor=self.request.user, question=row, answer=data["answer"]
        )


class QuestionHideView(PermissionView):
    """Hide the words of a question, with a public reason."""

    permission = read.ANSWER

    def post(self, request, pk):
        """Hide them."""
        row = read.question_for(self.access, pk)
        questions.question_hide(actor=request.user, question=row, remark=reason_of(request))
        return redirect(DETAIL, pk=row.entry_id)


class UntruthFindView(_BesideView):
    """What the sub-district found."""

    permission = read.FIND
    shape = forms.FindingForm
    title = property(lambda self: _("公布核查结论"))
    done = property(lambda self: _("核查结论已公开。"))

    def load(self, pk):
        """The complaint."""
        return read.untruth_for(self.access, pk)

    def keep(self, row, data):
        """Publish it."""
        words = {"finding": data["finding"], "is_untrue": data["is_untrue"]}
        return questions.untruth_find(actor=self.request.user, untruth=row, **words)
