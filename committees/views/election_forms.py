"""The pages with one form each by which an election is run."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import elections as forms
from committees.forms import rolls as roll_forms
from committees.selectors import election_pages as read
from committees.selectors import election_rows as find
from committees.selectors.elections import election_for
from committees.services import (
    candidates,
    objections,
    officers,
    proxies,
    rolls,
)
from committees.workflows.elections import CALL, RUN
from portal.access.mixins import PermissionView
from portal.forms.base import form_run

DESK, PUBLIC = "committees:election", "committees:election_public"


class ElectionFormView(PermissionView):
    """One form about an election: drawn, sent, and back to where the person came from."""

    permission, back = RUN, DESK
    lead = ""

    def get(self, request, pk):
        """The form."""
        self.load(pk)
        return self.page(self.shape())

    def post(self, request, pk):
        """Keep it, or say why not at the field."""
        self.load(pk)
        form = self.shape(request.POST, request.FILES)
        if form_run(form, lambda data: self.keep(form, data)) is None:
            return self.page(form, 400)
        messages.success(request, self.done)
        return redirect(self.back, pk=self.election.pk)

    def load(self, pk):
        """The election of the address."""
        self.election = election_for(self.access, pk)
        self.access.require(self.permission, self.election)

    def page(self, form, status=200):
        """The form in its frame."""
        context = {
            "form": form,
            "title": self.title,
            "kicker": self.election.title,
            "lead": self.lead,
            "back": self.back,
            "election": self.election,
        }
        return render(self.request, "committees/elections/form.html", context, status=status)


class OfficerAddView(ElectionFormView):
    """Somebody of the election committee."""

    permission = CALL
    title = property(lambda self: _("登记选举委员会成员"))
    lead = property(lambda self: _("五至九人；成为候选人或候选人的近亲属，就自动退出。"))
    done = property(lambda self: _("已登记。"))

    def shape(self, *given):
        """The form."""
        return forms.OfficerForm(*given)

    def keep(self, form, data):
        """Add them."""
        words = {"user": data["user"], "is_head": data["is_head"]}
        return officers.officer_add(actor=self.request.user, election=self.election, **words)


class VoterAddView(ElectionFormView):
    """One name on the roll."""

    title = property(lambda self: _("登记选民"))
    done = property(lambda self: _("已登记。"))

    def shape(self, *given):
        """The form."""
        return roll_forms.VoterForm(*given, election=self.election)

    def keep(self, form, data):
        """Register."""
        words = {"election": self.election, "draft": form.draft()}
        return rolls.voter_register(actor=self.request.user, **words)


class ObjectionFileView(ElectionFormView):
    """An objection to the roll, by a resident or for one at the counter."""

    permission, back = objections.OBJECT, PUBLIC
    title = property(lambda self: _("对名单提出异议"))
    lead = property(lambda self: _("选举委员会在三天内处理，结果公开，不公开您的名字。"))
    done = property(lambda self: _("已收到，三天内处理。"))

    def load(self, pk):
        """A public election."""
        self.election = read.election_public(pk)
        self.access.require(self.permission, self.election)

    def shape(self, *given):
        """The form."""
        return roll_forms.ObjectionForm(*given, form=self.election.form)

    def keep(self, form, data):
        """File it."""
        return objections.objection_file(
            actor=self.request.user,
            election=self.election,
            registration=find.voter_numbered(self.election, data["number"], data["roll"]),
            **{name: data[name] for name in ("kind", "name", "text", "roll")},
        )


class ObjectionRuleView(ElectionFormView):
    """The ruling on an objection."""

    title = property(lambda self: _("处理异议"))
    lead = property(lambda self: f"{self.objection}。{self.objection.text}")
    done = property(lambda self: _("处理决定已公开。"))

    def load(self, pk):
        """The objection."""
        self.objection = find.objection_for(self.access, pk)
        self.election = self.objection.election

    def shape(self, *given):
        """The form; a missing name with what the roll needs."""
        adds = self.objection.kind == "missing"
        initial = {"name": self.objection.name}
        words = {"adds": adds, "initial": initial, "election": self.election}
        return roll_forms.RulingForm(*given, **words)

    def keep(self, form, data):
        """Rule."""
        words = {"is_accepted": data["is_accepted"], "ruling": data["ruling"]}
        return objections.objection_rule(
            actor=self.request.user, objection=self.objection, draft=form.draft(), **words
        )


class NominateView(ElectionFormView):
    """A nomination."""

    permission = candidates.NOMINATE
    title = property(lambda self: _("登记提名"))
    done = property(lambda self: _("提名已登记，等待审查资格。"))

    def shape(self, *given):
        """The form; the Party secretary nominates for the Party organisation alone."""
        alone = not self.access.can(RUN, self.election)
        return forms.NominationForm(*given, posts=self.election.posts_in_order, party_only=alone)

    def keep(self, form, data):
        """Nominate."""
        words = {"election": self.election, "given": form.nomination()}
        return candidates.candidate_nominate(actor=self.request.user, **words)


class CandidateView(ElectionFormView):
    """Checking a nomination, or noting that the person does not stand."""

    title = property(lambda self: _("审查候选人资格"))
    lead = property(lambda self: f"{self.candidate.name} · {self.candidate.post}")
    done = property(lambda self: _("已登记。"))

    def load(self, pk):
        """The nomination."""
        self.candidate = find.candidate_for(self.access, pk)
        self.election = self.candidate.post.election

    def shape(self, *given):
        """The form; once checked, only that the person does not stand."""
        checked = self.candidate.state != "nominated"
        grounds = candidates.grounds_of(self.election)
        return forms.CandidateForm(*given, grounds=grounds, only_withdraws=checked)

    def keep(self, form, data):
        """Qualified, refused or withdrawn."""
        words = {"actor": self.request.user, "candidate": self.candidate, "why": data["why"]}
        if data["decision"] == "withdrawn":
            return candidates.candidate_withdraw(**words)
        words |= {"is_qualified": data["decision"] == "qualified"}
        words |= {name: data[name] for name in ("has_accepted", "barred")}
        return candidates.candidate_check(**words)


class CandidateLinkView(CandidateView):
    """Which account gets the seat."""

    title = property(lambda self: _("关联候选人的账号"))

    def shape(self, *given):
        """The form."""
        return forms.LinkForm(*given)

    def keep(self, form, data):
        """Link it."""
        words = {"candidate": self.candidate, "user": data["user"]}
        return candidates.candidate_link(actor=self.request.user, **words)


class ProxyNoteView(ElectionFormView):
    """A written proxy."""

    title = property(lambda self: _("登记委托投票"))

    @property
    def lead(self):
        """What the law of this election asks of a proxy."""
        words = _("书面委托；每人最多接受 %(most)d 份，候选人不能受托。") % self._rules
        if "kin" in self._rules:
            words = _("只能委托近亲属；书面委托，每人最多接受 %(most)d 份，候选人不能受托。")
            words %= self._rules
        return words

    @property
    def _rules(self):
        return self.election.rules["proxy"]

    done = property(lambda self: _("已登记。"))

    def shape(self, *given):
        """The form."""
        return forms.ProxyForm(*given, kin=self._rules.get("kin"))

    def keep(self, form, data):
        """Note it."""
        words = {name: data[name] for name in ("giver", "holder", "reason")}
        words |= {"scans": [data["scan"]], "kinship": data.get("kinship", "")}
        return proxies.proxy_note(actor=self.request.user, election=self.election, **words)


class ProxyRevokeView(ElectionFormView):
    """A proxy is taken back."""

    title = property(lambda self: _("撤销委托"))
    lead = property(lambda self: str(self.proxy))
    done = property(lambda self: _("已撤销。"))

    def load(self, pk):
        """The proxy."""
        self.proxy = find.proxy_for(self.access, pk)
        self.election = self.proxy.election

    def shape(self, *given):
        """The form."""
        return forms.RevokeForm(*given)

    def keep(self, form, data):
        """Take it back."""
        return proxies.proxy_revoke(actor=self.request.user, proxy=self.proxy, why=data["why"])
