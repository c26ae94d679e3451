"""Pages of the roll before it is public: the list, a file with its preview, taking a name off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import rolls as forms
from committees.selectors import election_pages as read
from committees.selectors.elections import election_for
from committees.services import roll_files, rolls
from committees.views.election_forms import ElectionFormView
from committees.workflows.elections import RUN
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import int_of

ROLL = "committees:election_roll"
SHOWN = 50


class RollView(PermissionView):
    """The roll as the election committee keeps it."""

    permission = RUN

    def get(self, request, pk):
        """50 at a time, by name."""
        election = election_for(self.access, pk)
        self.access.require(RUN, election)
        text = request.GET.get("q", "").replace("\x00", "").strip()[:20]
        after = min(int_of(request.GET.get("after", "")) or 0, 10**9)
        rows = read.roll_listed(election, text, after)
        context = {"election": election, "rows": rows[: read.PAGE], "text": text}
        context["registers"] = election.status == "registration"
        if len(rows) > read.PAGE:
            context["next_url"] = f"?q={text}&after={rows[read.PAGE - 1].number}"
        return render(request, "committees/elections/roll.html", context)


class RollFillView(PermissionView):
    """The roll from the representatives in office."""

    permission = RUN

    def post(self, request, pk):
        """Make it."""
        election = election_for(self.access, pk)
        count = rolls.roll_from_representatives(actor=request.user, election=election)
        messages.success(request, _("按居民代表生成了 %(n)d 人。") % {"n": count})
        return redirect(ROLL, pk=pk)


class RollFileView(ElectionFormView):
    """A file is looked at: what would stand, and every fault by its line; nothing is stored."""

    title = property(lambda self: _("导入名单"))
    template = "committees/elections/import.html"

    def post(self, request, pk):
        """The preview."""
        self.load(pk)
        form = forms.RollFileForm(request.POST, request.FILES)
        lines = form_run(form, lambda data: self._looked(data["file"]))
        if lines is None:
            return self.page(form, 400)
        confirm = forms.RollConfirmForm(initial={"lines": lines})
        context = {"election": self.election, "title": self.title, "confirm": confirm}
        return render(request, self.template, context | self.preview)

    def _looked(self, upload) -> str:
        lines = roll_files.file_lines(upload)
        rows, faults = rolls.roll_check(self.election, roll_files.drafts_read(lines))
        self.preview = {
            "good": len(rows),
            "sample": rows[:5],
            "faults": faults[:SHOWN],
            "fault_count": len(faults),
        }
        return lines

    def shape(self, *given):
        """The form."""
        return forms.RollFileForm(*given)


class RollConfirmView(PermissionView):
    """The lines that were looked at are read again, checked again, and stored, all or none."""

    permission = RUN

    def post(self, request, pk):
        """Store them."""
        election = election_for(self.access, pk)
        form = forms.RollConfirmForm(request.POST)
        count = form_run(form, lambda data: self._store(election, data["lines"]))
        if count is None:
            said = [error for errors in form.errors.values() for error in errors]
            messages.error(request, said[0])
            return redirect("committees:election_import", pk=pk)
        messages.success(request, _("导入了 %(n)d 人。") % {"n": count})
        return redirect(ROLL, pk=pk)

    def _store(self, election, lines):
        drafts = roll_files.drafts_read(lines)
        return rolls.roll_import(actor=self.request.user, election=election, drafts=drafts)


class VoterStrikeView(ElectionFormView):
    """A name that should not be there."""

    back = ROLL
    title = property(lambda self: _("从名单上去掉"))
    lead = property(lambda self: str(self.voter))
    done = property(lambda self: _("已去掉。"))

    def get(self, request, pk, number):
        """The form."""
        self.number = number
        return super().get(request, pk)

    def post(self, request, pk, number):
        """Strike it."""
        self.number = number
        return super().post(request, pk)

    def load(self, pk):
        """The name of the address."""
        super().load(pk)
        self.voter = read.voter_for(self.election, self.number)

    def shape(self, *given):
        """The form."""
        return forms.StrikeForm(*given)

    def keep(self, form, data):
        """Strike it."""
        words = {"registration": self.voter, "why": data["why"]}
        rolls.voter_strike(actor=self.request.user, **words)
        return True
