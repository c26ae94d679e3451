"""Pages of the rolls before they are public: the lists, a file with its preview, single names."""

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import rolls as forms
from committees.selectors import election_pages as read
from committees.selectors import election_rows as find
from committees.selectors.admissions import living_rule
from committees.selectors.elections import election_for
from committees.services import applications, roll_forms, roll_uploads, rolls
from committees.views.election_forms import PUBLIC, ElectionFormView
from committees.views.election_parts import roll_asked, rolls_of
from committees.workflows.elections import RUN
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.services.exports import cell_safe
from portal.views.steps import int_of

ROLL = "committees:election_roll"
SHOWN = 50


class RollView(PermissionView):
    """A roll as the election committee keeps it, and who asks to be on it."""

    permission = RUN

    def get(self, request, pk):
        """50 at a time, by name."""
        election = election_for(self.access, pk)
        self.access.require(RUN, election)
        text = request.GET.get("q", "").replace("\x00", "").strip()[:20]
        after = min(int_of(request.GET.get("after", "")) or 0, 10**9)
        roll = roll_asked(request, election)
        rows = read.roll_listed(election, text, after, roll=roll)
        context = {"election": election, "rows": rows[: read.PAGE], "text": text, "roll": roll}
        context["registers"] = election.status == "registration"
        context |= {"rolls": rolls_of(election), "waiting": find.applications_waiting(election)}
        if len(rows) > read.PAGE:
            context["next_url"] = f"?q={text}&roll={roll}&after={rows[read.PAGE - 1].number}"
        return render(request, "committees/elections/roll.html", context)


class RollFillView(PermissionView):
    """The roll from the representatives in office."""

    permission = RUN

    def post(self, request, pk):
        """Make it."""
        election = election_for(self.access, pk)
        count = roll_forms.roll_from_representatives(actor=request.user, election=election)
        messages.success(request, _("按居民代表生成了 %(n)d 人。") % {"n": count})
        return redirect(ROLL, pk=pk)


class HouseholdsView(ElectionFormView):
    """Who votes for their household."""

    back = ROLL
    title = property(lambda self: _("登记户代表"))
    lead = property(lambda self: _("每户推一人投票，这个人要在选民名单上。"))
    done = property(lambda self: _("已登记。"))

    def shape(self, *given):
        """The form."""
        return forms.HouseholdsForm(*given)

    def keep(self, form, data):
        """Name them."""
        words = {"election": self.election, "numbers": data["numbers"]}
        return roll_forms.households_name(actor=self.request.user, **words)


class RollFileView(ElectionFormView):
    """A file is looked at: what would stand, and every fault by its row; no name is stored on the
    roll, and no ID number anywhere."""

    title = property(lambda self: _("导入名单"))
    template = "committees/elections/import.html"

    def post(self, request, pk):
        """The preview."""
        self.load(pk)
        form = self.shape(request.POST, request.FILES)
        found = form_run(form, self._looked)
        if found is None:
            return self.page(form, 400)
        kept, good, sample = found
        confirm = forms.RollConfirmForm(initial={"token": kept.token})
        context = {"election": self.election, "title": self.title, "confirm": confirm}
        context |= {"upload": kept, "good": good, "sample": sample}
        context |= {"faults": kept.faults[:SHOWN], "fault_count": len(kept.faults)}
        return render(request, self.template, context)

    def _looked(self, data):
        words = {"election": self.election, "upload": data["file"], "roll": data["roll"]}
        return roll_uploads.roll_look(actor=self.request.user, **words)

    def shape(self, *given):
        """The form; two rolls in the form by households."""
        words = {"households": self.election.form == "households"}
        words["living"] = living_rule(self.election) is not None
        return forms.RollFileForm(*given, **words)


class RollFaultsView(PermissionView):
    """Every fault of a file, as a table to work with."""

    permission = RUN

    def get(self, request, pk, token):
        """Row, column, what is wrong: as CSV."""
        election = election_for(self.access, pk)
        self.access.require(RUN, election)
        kept = roll_uploads.upload_of(actor=request.user, election=election, token=token)
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow([_("表格行号"), _("列"), _("问题")])
        table.writerows([cell_safe(str(value)) for value in fault] for fault in kept.faults)
        answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="roll-{pk}-faults.csv"'
        return answer


class RollConfirmView(PermissionView):
    """The rows that were looked at are checked again, and stored, all or none."""

    permission = RUN

    def post(self, request, pk):
        """Store them."""
        election = election_for(self.access, pk)
        form = forms.RollConfirmForm(request.POST)
        count = form_run(form, lambda data: self._store(election, data))
        if count is None:
            said = [error for errors in form.errors.values() for error in errors]
            messages.error(request, said[0])
            return redirect("committees:election_import", pk=pk)
        messages.success(request, _("导入了 %(n)d 人。") % {"n": count})
        return redirect(ROLL, pk=pk)

    def _store(self, election, data):
        words = {"token": data["token"], "is_affirmed": data["is_affirmed"]}
        return roll_uploads.roll_take(actor=self.request.user, election=election, **words)


class WorkerConfirmView(PermissionView):
    """The election committee confirms a community worker's registration."""

    permission = RUN

    def post(self, request, pk, number):
        """Confirm."""
        election = election_for(self.access, pk)
        self.access.require(RUN, election)
        voter = find.voter_for(election, number)
        rolls.worker_confirm(actor=request.user, registration=voter)
        messages.success(request, _("已确认。"))
        return redirect(ROLL, pk=pk)


class ApplicationView(ElectionFormView):
    """A resident registers as a voter."""

    permission, back = applications.REGISTER, PUBLIC
    title = property(lambda self: _("登记为选民"))
    lead = property(lambda self: _("选举委员会核对后登记，处理结果会通知您。"))
    done = property(lambda self: _("已收到，核对后会通知您。"))

    def load(self, pk):
        """A public election."""
        self.election = read.election_public(pk)
        self.access.require(self.permission, self.election)

    def shape(self, *given):
        """The form with one's own name."""
        initial = {"name": self.request.user.name}
        return forms.ApplicationForm(*given, election=self.election, initial=initial)

    def keep(self, form, data):
        """Ask for it."""
        words = {"draft": form.draft(), "is_affirmed": data["is_affirmed"]}
        return applications.application_file(
            actor=self.request.user, election=self.election, **words
        )


class ApplicationDecideView(ElectionFormView):
    """What becomes of an application."""

    back = ROLL
    title = property(lambda self: _("处理登记申请"))
    done = property(lambda self: _("已处理，会通知本人。"))

    def load(self, pk):
        """The application."""
        self.application = find.application_for(self.access, pk)
        self.election = self.application.election

    @property
    def lead(self):
        """Whose it is, as it will stand on the roll."""
        row = self.application
        tail = _("尾号 %(tail)s") % {"tail": row.id_tail} if row.id_tail else _("没有填身份证号码")
        since = _("%(day)s 起住在本村") % {"day": row.living_since} if row.living_since else ""
        parts = (row.name, row.born_on, row.get_basis_display(), since, row.household, tail)
        return " · ".join(str(part) for part in parts if part)

    def shape(self, *given):
        """The form."""
        return forms.DecideForm(*given, application=self.application)

    def keep(self, form, data):
        """Decide."""
        words = {"application": self.application, "why": data["why"]}
        words["admission"] = form.admission()
        return applications.application_decide(
            actor=self.request.user, is_accepted=data["is_accepted"], **words
        )


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
        self.voter = find.voter_for(self.election, self.number)

    def shape(self, *given):
        """The form."""
        return forms.StrikeForm(*given)

    def keep(self, form, data):
        """Strike it."""
        words = {"registration": self.voter, "why": data["why"]}
        rolls.voter_strike(actor=self.request.user, **words)
        return True
