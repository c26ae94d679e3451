"""Preparing a sealed vote: what is asked, the roll, the key."""

import json

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import sealed as forms
from committees.selectors import sealed as read
from committees.selectors.appraisals import appraisal_for
from committees.selectors.bodies import committee_for
from committees.selectors.consultations import consultation_for
from committees.selectors.motions import motion_for
from committees.services import sealed, sealed_drafts, sealed_roll
from committees.views.sealed import DETAIL, paper
from committees.workflows.appraisals import RUN as APPRAISE
from committees.workflows.sealed import RUN
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import int_of

SCHEDULE = "committees.schedule_motion"
FORM, ROLL = "committees/sealed/form.html", "committees:sealed_roll"


class SealedCreateView(PermissionView):
    """A new one; ``?appraisal=``, ``?consultation=`` or ``?motion=`` names what it belongs to."""

    permission = RUN

    def get(self, request):
        """The form."""
        return self._page(forms.SealedForm(**self._about()))

    def post(self, request):
        """Set it up."""
        form = forms.SealedForm(request.POST, **self._about())
        vote = form_run(form, lambda data: self._set(form, data))
        return redirect(DETAIL, pk=vote.pk) if vote else self._page(form, 400)

    def _about(self) -> dict:
        appraisal = int_of(self.request.GET.get("appraisal"))
        consultation = int_of(self.request.GET.get("consultation"))
        motion = int_of(self.request.GET.get("motion"))
        return {
            "motion": motion_for(self.access, motion, SCHEDULE) if motion else None,
            "appraisal": appraisal_for(self.access, appraisal, APPRAISE) if appraisal else None,
            "consultation": consultation_for(self.access, consultation, RUN)
            if consultation
            else None,
        }

    def _set(self, form, data):
        draft = sealed_drafts.SealedDraft(**form.words())
        words = {"draft": draft, "submit_key": data["submit_key"]}
        place = self._place(form)
        return sealed_drafts.sealed_draft(actor=self.request.user, community=place, **words)

    def _place(self, form):
        about = next((row for row in form.about.values() if row), None)
        if about is not None:
            return about.community
        return committee_for(self.access, RUN, int_of(self.request.GET.get("committee"))).community

    def _page(self, form, status=200):
        lead = _("选票在投票人自己的手机上封好再交，谁也看不到内容；要三位保管人一起才能开箱。")
        context = {"form": form, "title": _("筹备密封投票"), "lead": lead, "button": _("保存")}
        context["kicker"] = self._place(form).name
        return render(self.request, FORM, context, status=status)


class QuestionView(PermissionView):
    """One more question."""

    permission = RUN

    def get(self, request, pk):
        """The form."""
        return self._page(read.sealed_for(self.access, pk, RUN), forms.QuestionForm())

    def post(self, request, pk):
        """Add it."""
        vote = read.sealed_for(self.access, pk, RUN)
        form = forms.QuestionForm(request.POST)
        if form_run(form, lambda data: self._add(vote, form.question())) is None:
            return self._page(vote, form, 400)
        return redirect(DETAIL, pk=pk)

    def _add(self, vote, question):
        run = sealed_drafts.question_add
        return run(actor=self.request.user, vote=vote, question=question)

    def _page(self, vote, form, status=200):
        context = {"form": form, "vote": vote, "title": _("再加一个问题"), "button": _("加上")}
        return render(self.request, FORM, context, status=status)


class QuestionRemoveView(PermissionView):
    """A question out again."""

    permission = RUN

    def post(self, request, pk, number):
        """Take it out."""
        vote = read.sealed_for(self.access, pk, RUN)
        sealed_drafts.question_remove(actor=request.user, vote=vote, number=number)
        return redirect(DETAIL, pk=pk)


class RollView(PermissionView):
    """The roll: filled while drafted; on the days of the vote paper is noted here."""

    permission = RUN

    def get(self, request, pk):
        """50 at a time."""
        return self._page(pk, forms.NamesForm())

    def post(self, request, pk):
        """Names of people without an account."""
        vote = read.sealed_for(self.access, pk, RUN)
        form = forms.NamesForm(request.POST)
        if form_run(form, lambda data: self._add(vote, data["names"])) is None:
            return self._page(pk, form, 400)
        return redirect(ROLL, pk=pk)

    def _add(self, vote, text):
        names = forms.lines_of(text)
        return sealed_roll.entries_name(actor=self.request.user, vote=vote, names=names) + 1

    def _page(self, pk, form, status=200):
        vote = read.sealed_for(self.access, pk, RUN)
        text = self.request.GET.get("q", "").replace("\x00", "").strip()[:20]
        after = min(int_of(self.request.GET.get("after", "")) or 0, 10**9)
        rows = read.roll_listed(vote, text, after)
        size = read.ROLL_PAGE
        context = {"vote": vote, "form": form, "rows": rows[:size], "text": text}
        if len(rows) > size:
            context["next_url"] = f"?q={text}&after={rows[size - 1].pk}"
        return render(self.request, "committees/sealed/roll.html", context, status=status)


class RollFillView(PermissionView):
    """Everybody of a kind at once."""

    permission = RUN

    def post(self, request, pk, whom):
        """Put them on the roll."""
        vote = read.sealed_for(self.access, pk, RUN)
        count = sealed_roll.entries_fill(actor=request.user, vote=vote, whom=whom)
        messages.success(request, _("名册增加了 %(n)d 人。") % {"n": count})
        return redirect(ROLL, pk=pk)


class EntryRemoveView(PermissionView):
    """Somebody off the roll before it is frozen."""

    permission = RUN

    def post(self, request, pk, entry):
        """Take them off."""
        vote = read.sealed_for(self.access, pk, RUN)
        sealed_roll.entry_remove(actor=request.user, vote=vote, entry_id=entry)
        return redirect(ROLL, pk=pk)


class KeyView(PermissionView):
    """The key of the ceremony: first a trial ballot of it, then the proof that it opens."""

    permission = RUN

    def get(self, request, pk):
        """The forms of both halves."""
        vote = read.sealed_for(self.access, pk, RUN)
        return self._page(vote, forms.TrialForm(), forms.KeyForm(subject=vote))

    def post(self, request, pk):
        """Register it."""
        vote = read.sealed_for(self.access, pk, RUN)
        form = forms.KeyForm(request.POST, subject=vote)
        if form_run(form, lambda data: self._keep(vote, form, data)) is None:
            return self._page(vote, forms.TrialForm(), form, 400)
        return redirect(DETAIL, pk=pk)

    def _keep(self, vote, form, data):
        words = {name: data[name] for name in ("public_key", "trial_opened", "version")}
        words["trustees"] = form.holders()
        return sealed.key_set(actor=self.request.user, vote=vote, **words)

    def _page(self, vote, trial, form, status=200):
        context = {"vote": vote, "trial": trial, "form": form, "hashes": read.hashes_shown()}
        return render(self.request, "committees/sealed/key.html", context, status=status)


class TrialView(PermissionView):
    """The trial ballot as a file for the tool."""

    permission = RUN

    def post(self, request, pk):
        """Seal one to the key that was given."""
        vote = read.sealed_for(self.access, pk, RUN)
        form = forms.TrialForm(request.POST)
        trial = form_run(form, lambda data: sealed.trial_make(vote, data["public_key"]))
        if trial is None:
            context = {"vote": vote, "trial": form, "form": forms.KeyForm(subject=vote)}
            context["hashes"] = read.hashes_shown()
            return render(request, "committees/sealed/key.html", context, status=400)
        return paper(json.dumps(trial, indent=1), f"trial-{pk}.json", "application/json")
