"""Pages of one community's share: its account, passing on, use, closing, audit."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import buttons_for, reason_of, split
from workstations.forms import transfers as forms
from workstations.selectors import transfers as read
from workstations.services import transfer_money as money
from workstations.views.transfer_parts import share_context
from workstations.workflows.transfers import ALLOT, AUDIT

SHARE, FORM = "workstations:transfer_share", "workstations/transfers/form.html"
STEP = "workstations:transfer_share_step"
PAGES = {
    "allot": "workstations:transfer_allot",
    "audit": "workstations:transfer_audit",
}


class ShareView(PublicView):
    """One community's money of a year."""

    def get(self, request, pk):
        """Account and payments for everybody, requests for insiders."""
        page = read.share_page(self.access, pk)
        known = request.user.is_authenticated
        buttons = buttons_for(page.share, request.user, STEP, PAGES) if known else []
        context = share_context(self.access, page) | split(buttons)
        return render(request, "workstations/transfers/share.html", context)


class ShareFormView(PermissionView):
    """One form about one share; a subclass names ``permission``, ``shape``, ``title``, ``lead``
    and :meth:`keep`."""

    lead = ""

    def get(self, request, pk):
        """The form."""
        share = read.share_for(self.access, pk, self.permission)
        return self._page(share, self.form(share))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        share = read.share_for(self.access, pk, self.permission)
        form = self.form(share, request.POST)
        if form_run(form, lambda data: self.keep(share, form)) is None:
            return self._page(share, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(SHARE, pk=pk)

    def form(self, share, *given):
        """The form of this share."""
        return self.shape(*given, subject=share)

    def keep(self, share, form):
        """Hand it to the service."""
        raise NotImplementedError

    def _page(self, share, form, status=200):
        context = {"form": form, "share": share, "title": self.title, "lead": self.lead}
        return render(self.request, FORM, context | {"button": _("保存")}, status=status)


class AllotView(ShareFormView):
    """Passed on to the community, whole."""

    permission, shape = ALLOT, forms.VoucherForm
    title = property(lambda self: _("拨到社区"))
    lead = property(lambda self: _("金额按批准的方案，街道不能截留、不能改。"))

    def keep(self, share, form):
        """Write it down."""
        given = form.cleaned_data
        words = {"voucher": given["voucher"], "version": given["version"]}
        return money.share_allot(actor=self.request.user, share=share, **words)


class UseView(ShareFormView):
    """Money asked for."""

    permission = money.ASK
    title = property(lambda self: _("申请用款"))
    lead = property(lambda self: _("由主任、副主任两人批准，申请人自己不能批。"))

    def form(self, share, *given):
        """With what money may be asked for."""
        return forms.UseForm(*given, subject=share, grounds=read.grounds_of(share))

    def keep(self, share, form):
        """Ask."""
        return money.use_ask(actor=self.request.user, share=share, **form.words())


class AuditView(ShareFormView):
    """The auditor's finding."""

    permission, shape = AUDIT, forms.FindingForm
    title = property(lambda self: _("审计意见"))

    def keep(self, share, form):
        """Write it down."""
        given = form.cleaned_data
        words = {"finding": given["finding"], "version": given["version"]}
        return money.share_audit(actor=self.request.user, share=share, **words)


class ShareStepView(PermissionView):
    """The one step without a form: the year is closed."""

    permission = ALLOT

    def post(self, request, pk, name):
        """Take it."""
        share = read.share_for(self.access, pk, ALLOT)
        if name != "close":
            raise NotFound()
        money.share_close(actor=request.user, share=share, remark=reason_of(request))
        return redirect(SHARE, pk=pk)


class UseDecideView(PermissionView):
    """Approve or refuse a use."""

    permission = money.APPROVE

    def post(self, request, pk):
        """``said`` is yes or no."""
        said = request.POST.get("said")
        if said == "yes":
            use = money.use_approve(actor=request.user, use_id=pk)
        elif said == "no":
            words = {"use_id": pk, "reason": reason_of(request)}
            use = money.use_refuse(actor=request.user, **words)
        else:
            raise NotFound()
        return redirect(SHARE, pk=use.share_id)


class UseReverseView(PermissionView):
    """A mistaken payment undone."""

    permission = ALLOT

    def post(self, request, pk):
        """By its opposite."""
        words = {"words": reason_of(request), "entry_id": pk}
        entry = money.use_reverse(actor=request.user, **words)
        return redirect(SHARE, pk=entry.share_id)
