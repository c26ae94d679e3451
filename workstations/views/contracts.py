"""Pages of contracts: the renewal queue, one contract, the draft, the forms of its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.papers import PapersView
from portal.views.steps import before_of, buttons_for, reason_of, split
from workstations import labour
from workstations.forms import contracts as forms
from workstations.models import Grade
from workstations.selectors import contracts as read
from workstations.selectors.contract_faces import (
    contract_facts,
    contract_row,
    deadline_of,
    effect_words,
)
from workstations.selectors.structure import posts_to_fill
from workstations.selectors.team import profile_of
from workstations.services import contract_terms as terms
from workstations.services import contracts as write
from workstations.services.reads import look_note
from workstations.workflows.contracts import DECIDE, OPINE, SIGN

DETAIL, STEP = "workstations:contract", "workstations:contract_step"
FORM = "workstations/contracts/form.html"
PAGES = {
    "give_opinion": "workstations:contract_opinion",
    "give_renewal_opinion": "workstations:contract_opinion",
    "renew": "workstations:contract_renew",
    "end": "workstations:contract_end",
}


def contract_tabs(group: str) -> list[dict]:
    """The queue, all, over."""
    words = {"queue": _("待续签"), "open": _("全部在聘"), "over": _("已结束")}
    return [
        {"label": label, "url": f"?group={name}", "is_current": name == group}
        for name, label in words.items()
    ]


class ContractListView(PermissionView):
    """Whose contract ends within sixty days; all; those that are over."""

    permission = read.VIEW

    def get(self, request):
        """The queue first."""
        group = request.GET.get("group")
        group = group if group in {"open", "over"} else "queue"
        if group == "queue":
            rows, more = read.renewal_queue(self.access), ""
        else:
            rows = read.contracts_listed(self.access, group, before_of(request))
            more = f"?group={group}&before={rows[read.PAGE - 1].pk}" if rows[read.PAGE :] else ""
            rows = rows[: read.PAGE]
        context = {"rows": [contract_row(row) for row in rows], "tabs": contract_tabs(group)}
        context |= {"next_url": more, "group": group, "decides": self.access.can(DECIDE)}
        return render(request, "workstations/contracts/list.html", context)


class ContractView(PermissionView):
    """One contract, for the person, for who decides, is heard or watches."""

    permission = SIGN

    def get(self, request, pk):
        """Everything of it."""
        page = read.contract_page(self.access, pk)
        contract = page.contract
        decides = self.access.can(DECIDE, contract)
        context = {
            "page": page,
            "contract": contract,
            "facts": contract_facts(contract, page.year_result),
            "deadline": deadline_of(contract),
            "effect": effect_words(contract, page.year_result),
            "profile": self._profile_seen(contract) if decides else None,
            "papers_url": reverse("workstations:contract_papers", args=[pk]) if decides else "",
        }
        context |= split(buttons_for(contract, request.user, STEP, PAGES))
        return render(request, "workstations/contracts/detail.html", context)

    def _profile_seen(self, contract):
        """What the person says of themselves; that it was looked at is written down."""
        profile = profile_of(contract.user)
        if profile is not None:
            words = {"permission": DECIDE, "place": contract}
            look_note(actor=self.request.user, subject=profile, **words)
        return profile


class ContractDraftView(PermissionView):
    """A hire is drafted."""

    permission = DECIDE

    def get(self, request):
        """The form."""
        return self._page(self._form())

    def post(self, request):
        """Draft it."""
        form = self._form(request.POST)
        contract = form_run(form, lambda data: self._draft(form, data))
        return redirect(DETAIL, pk=contract.pk) if contract else self._page(form, 400)

    def _form(self, *given):
        return forms.ContractForm(*given, posts=posts_to_fill(self.access))

    def _draft(self, form, data):
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return write.contract_draft(actor=self.request.user, **words)

    def _page(self, form, status=200):
        lead = _("拟定以后居委会提意见，本人和街道签字；任职随合同开始，随合同结束。")
        context = {"form": form, "title": _("拟定聘用合同"), "lead": lead, "button": _("拟定")}
        return render(self.request, FORM, context, status=status)


class ContractStepView(PermissionView):
    """The steps with a reason at most."""

    permission = SIGN

    def post(self, request, pk, name):
        """Take it."""
        contract = read.contract_for(self.access, pk)
        if name in {"sign_person", "sign_street"}:
            write.contract_sign(actor=request.user, contract=contract)
        else:
            words = {"name": name, "remark": reason_of(request)}
            write.contract_step(actor=request.user, contract=contract, **words)
        return redirect(DETAIL, pk=pk)


class ContractFormView(PermissionView):
    """One form about one contract; a subclass names ``permission``, ``title``, ``lead``,
    :meth:`form` and :meth:`keep`."""

    lead = ""

    def get(self, request, pk):
        """The form."""
        contract = read.contract_for(self.access, pk, self.permission)
        return self._page(contract, self.form(contract))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        contract = read.contract_for(self.access, pk, self.permission)
        form = self.form(contract, request.POST)
        kept = form_run(form, lambda data: self.keep(contract, data))
        if kept is None:
            return self._page(contract, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(DETAIL, pk=kept.pk)

    def form(self, contract, *given):
        """Empty or as sent."""
        raise NotImplementedError

    def keep(self, contract, data):
        """Hand it to the service."""
        raise NotImplementedError

    def _page(self, contract, form, status=200):
        context = {"form": form, "contract": contract, "title": self.title, "lead": self.lead}
        context["warns"] = self.permission == DECIDE and contract.open_ended_is_due
        context["effect"] = getattr(self, "effect", "")
        return render(self.request, FORM, context | {"button": _("保存")}, status=status)


class ContractOpinionView(ContractFormView):
    """The committee's opinion on the hire or the renewal."""

    permission = OPINE
    title = property(lambda self: _("居委会意见"))
    lead = property(lambda self: _("意见会留存，由街道决定，不是否决。"))

    def form(self, contract, *given):
        """Empty or as sent."""
        return forms.HireOpinionForm(*given, subject=contract)

    def keep(self, contract, data):
        """Give it."""
        words = {name: data[name] for name in ("opinion", "favours", "version")}
        return write.contract_opine(actor=self.request.user, contract=contract, **words)


class ContractRenewView(ContractFormView):
    """The sub-district renews."""

    permission = DECIDE
    title = property(lambda self: _("决定续签"))
    lead = property(lambda self: _("续签的合同紧接着现在这份，不再约定试用期，等本人签字。"))

    def form(self, contract, *given):
        """With the year that follows."""
        after = contract.ends_on + terms.DAY if contract.ends_on else None
        initial = {"ends_on": labour.one_year_from(after)} if after else {}
        asks, result = contract.open_ended_is_due, read.year_result_of(contract)
        self.effect = effect_words(contract, result)
        failed = {"explains": bool(result) and result["grade"] == Grade.FAILED}
        initial["open_ended"] = "yes" if contract.open_ended_binds else "no"
        return forms.RenewForm(*given, subject=contract, asks=asks, initial=initial, **failed)

    def keep(self, contract, data):
        """Draft the next term."""
        names = ("open_ended", "ends_on", "submit_key", "version")
        words = {name: data[name] for name in names}
        words["fixed_by_request"] = data.get("fixed_by_request", False)
        words["reason"] = data.get("reason", "")
        return terms.contract_renew(actor=self.request.user, contract=contract, **words)


class ContractEndView(ContractFormView):
    """The sub-district ends it."""

    permission = DECIDE
    title = property(lambda self: _("终止合同"))
    lead = property(lambda self: _("要有法定依据。任职在最后一天以后结束；严重违规的当天结束。"))

    def form(self, contract, *given):
        """With its own last day."""
        return forms.EndForm(*given, subject=contract, initial={"last_day": contract.ends_on})

    def keep(self, contract, data):
        """End it."""
        names = ("ground", "last_day", "paid_instead", "reason", "version")
        words = {name: data[name] for name in names}
        return terms.contract_end(actor=self.request.user, contract=contract, **words)


class ContractPapersView(PapersView):
    """The signed paper and what belongs to it, laid beside by the sub-district."""

    permission, page = DECIDE, DETAIL

    def subject(self, pk):
        """The contract."""
        return read.contract_for(self.access, pk, DECIDE)
