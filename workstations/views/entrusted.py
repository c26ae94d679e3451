"""Pages of entrusted affairs: the list, one affair, the application, and the steps."""

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.papers import PapersView
from portal.views.steps import before_of, buttons_for, int_of, reason_of, split
from workstations.forms import entrusted as forms
from workstations.selectors import entrusted as read
from workstations.selectors.task_inside import minutes_of_affair
from workstations.services import entrusted as write
from workstations.services import ledger
from workstations.views.entrusted_parts import entrusted_context, entrusted_tabs
from workstations.workflows.entrusted import APPLY, KEEP, OPINE, QUOTE

DETAIL, FORM = "workstations:entrusted", "workstations/entrusted/form.html"
STEP = "workstations:entrusted_step"
PAGES = {
    "give_opinion": "workstations:entrusted_opinion",
    "quote": "workstations:entrusted_quote",
    "record_fee": "workstations:entrusted_fee",
    "start": "workstations:entrusted_task",
    "settle": "workstations:entrusted_settle",
}
SIGN = {"sign_unit", "sign_street"}


class EntrustedListView(PublicView):
    """What is signed, for everybody; and the rest for whoever takes part or watches."""

    def get(self, request):
        """20 at a time."""
        group = request.GET.get("group")
        group = group if group in {"over", "all"} else "open"
        kept = {name: int_of(request.GET.get(name)) for name in ("community", "unit")}
        rows = read.entrusted_listed(self.access, group, before=before_of(request), **kept)
        context = {"rows": rows[: read.PAGE], "tabs": entrusted_tabs(group, kept)}
        context["applies"] = bool(read.units_of(self.access))
        context["keeps"] = self.access.is_granted(KEEP, None)
        if len(rows) > read.PAGE:
            more = {"group": group, "before": rows[read.PAGE - 1].pk}
            context["next_url"] = "?" + urlencode(more | {k: v for k, v in kept.items() if v})
        return render(request, "workstations/entrusted/list.html", context)


class EntrustedView(PublicView):
    """One affair."""

    def get(self, request, pk):
        """Everything; money and names for insiders."""
        page = read.entrusted_page(self.access, pk)
        known = request.user.is_authenticated
        buttons = buttons_for(page.affair, request.user, STEP, PAGES) if known else []
        context = entrusted_context(self.access, page) | split(buttons)
        return render(request, "workstations/entrusted/detail.html", context)


class EntrustedApplyView(PermissionView):
    """A unit applies."""

    permission = APPLY

    def get(self, request):
        """The form."""
        return self._page(self._form())

    def post(self, request):
        """Hand it in."""
        form = self._form(request.POST)
        affair = form_run(form, lambda data: self._apply(form, data))
        return redirect(DETAIL, pk=affair.pk) if affair else self._page(form, 400)

    def _form(self, *given):
        units = read.units_of(self.access)
        if not units:
            raise NotFound()
        places, duties = read.places_for(units), read.duties_to_name()
        return forms.ApplyForm(*given, units=units, places=places, duties=duties)

    def _apply(self, form, data):
        words = {"community": data["community"], "submit_key": data["submit_key"]}
        unit = form.units[data["unit"]]
        run = write.entrusted_apply
        return run(actor=self.request.user, unit=unit, draft=form.draft(), **words)

    def _page(self, form, status=200):
        lead = _("先经街道审核，再由居委会提意见、社工站报价；签约并且费用到账以后才开工。")
        context = {"form": form, "title": _("申请委托"), "lead": lead, "button": _("提交申请")}
        return render(self.request, FORM, context, status=status)


class EntrustedStepView(PermissionView):
    """The steps with a reason at most."""

    permission = read.VIEW

    def dispatch(self, request, *args, **kwargs):
        """Also for the people of a unit, who read nothing but their own."""
        self.permission = APPLY if read.units_of(self.access) else read.VIEW
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, pk, name):
        """Take it."""
        affair = read.entrusted_for(self.access, pk)
        if name in SIGN:
            write.agreement_sign(actor=request.user, affair=affair)
        else:
            words = {"name": name, "remark": reason_of(request)}
            write.entrusted_step(actor=request.user, affair=affair, **words)
        return redirect(DETAIL, pk=pk)


class AffairFormView(PermissionView):
    """One form about one affair; a subclass names ``permission``, ``shape``, ``title``, ``lead``
    and :meth:`keep`."""

    lead = ""

    def get(self, request, pk):
        """The form."""
        affair = read.entrusted_for(self.access, pk, self.permission)
        return self._page(affair, self.shape(subject=affair, initial=self.initial(affair)))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        affair = read.entrusted_for(self.access, pk, self.permission)
        form = self.shape(request.POST, subject=affair)
        if form_run(form, lambda data: self.keep(affair, data)) is None:
            return self._page(affair, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(DETAIL, pk=pk)

    def initial(self, affair) -> dict:
        """What the form is drawn with."""
        return {}

    def keep(self, affair, data):
        """Hand it to the service."""
        raise NotImplementedError

    def _page(self, affair, form, status=200):
        context = {"form": form, "affair": affair, "title": self.title, "lead": self.lead}
        return render(self.request, FORM, context | {"button": _("保存")}, status=status)


class OpinionView(AffairFormView):
    """The committee's opinion."""

    permission, shape = OPINE, forms.OpinionForm
    title = property(lambda self: _("居委会意见"))
    lead = property(lambda self: _("意见会留存并公开，不是否决。"))

    def keep(self, affair, data):
        """Give it."""
        words = {"opinion": data["opinion"], "version": data["version"]}
        return write.opinion_give(actor=self.request.user, affair=affair, **words)


class QuoteView(AffairFormView):
    """The station's quote."""

    permission, shape = QUOTE, forms.QuoteForm
    title = property(lambda self: _("社工站报价"))

    def keep(self, affair, data):
        """Give it."""
        words = {name: data[name] for name in ("hours", "fen", "version")}
        return write.quote_give(actor=self.request.user, affair=affair, **words)


class FeeView(AffairFormView):
    """The fee, or the letter of guarantee."""

    permission, shape = KEEP, forms.FeeForm
    title = property(lambda self: _("登记费用到账"))
    lead = property(lambda self: _("登记以后社工站才能开工。账目只能冲正，不能修改。"))

    def keep(self, affair, data):
        """Write it down."""
        words = {name: data[name] for name in ("fen", "voucher", "guarantee", "version")}
        return ledger.fee_record(actor=self.request.user, affair=affair, **words)


class TrancheView(AffairFormView):
    """A further payment."""

    permission, shape = KEEP, forms.TrancheForm
    title = property(lambda self: _("登记一期费用"))

    def keep(self, affair, data):
        """Write it down."""
        words = {name: data[name] for name in ("fen", "voucher", "submit_key")}
        return ledger.tranche_record(actor=self.request.user, affair=affair, **words)


class EntrustedTaskView(AffairFormView):
    """A task of it."""

    permission, shape = QUOTE, forms.EntrustedTaskForm
    title = property(lambda self: _("立一项任务"))
    lead = property(lambda self: _("立好以后在任务里派人。"))

    def keep(self, affair, data):
        """Open it."""
        words = {name: data[name] for name in ("title", "due_on", "evidence_wanted", "submit_key")}
        return write.entrusted_task_open(actor=self.request.user, affair=affair, **words)


class PayoutView(AffairFormView):
    """Money asked for."""

    permission, shape = QUOTE, forms.PayoutForm
    title = property(lambda self: _("申请付款"))
    lead = property(lambda self: _("要两个人批准，申请人自己不能批。"))

    def keep(self, affair, data):
        """Ask."""
        words = {name: data[name] for name in ("fen", "payee", "purpose", "submit_key")}
        return ledger.payout_ask(actor=self.request.user, affair=affair, **words)


class SettleView(AffairFormView):
    """The account is closed."""

    permission, shape = KEEP, forms.SettleForm
    title = property(lambda self: _("结算"))
    lead = property(lambda self: _("余款退回委托单位。工时按任务上记的合计。"))

    def initial(self, affair) -> dict:
        """The hours noted on its tasks, begun ones in full."""
        return {"hours": -(-minutes_of_affair(affair) // 60)}

    def keep(self, affair, data):
        """Close it."""
        words = {"hours": data["hours"], "version": data["version"]}
        return ledger.affair_settle(actor=self.request.user, affair=affair, **words)


class PayoutDecideView(PermissionView):
    """Approve or refuse a payout."""

    permission = ledger.APPROVE

    def post(self, request, pk):
        """``said`` is yes or no."""
        said = request.POST.get("said")
        if said == "yes":
            payout = ledger.payout_approve(actor=request.user, payout_id=pk)
        elif said == "no":
            words = {"payout_id": pk, "reason": reason_of(request)}
            payout = ledger.payout_refuse(actor=request.user, **words)
        else:
            raise NotFound()
        return redirect(DETAIL, pk=payout.affair_id)


class ReverseView(PermissionView):
    """A mistaken entry undone."""

    permission = KEEP

    def post(self, request, pk):
        """By its opposite."""
        words = {"words": reason_of(request), "entry_id": pk, "submit_key": uuid4()}
        entry = ledger.entry_reverse(actor=request.user, **words)
        return redirect(DETAIL, pk=entry.affair_id)


class EntrustedPapersView(PapersView):
    """The materials of an application, by the unit, until it is signed."""

    permission, page = APPLY, DETAIL

    def subject(self, pk):
        """The affair."""
        affair = read.entrusted_for(self.access, pk, APPLY)
        if affair.signed_at is not None:
            raise NotFound()
        return affair
