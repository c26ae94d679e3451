"""Pages of a year's transfers: the years, one plan, making and changing it, its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import buttons_for, reason_of, split
from workstations.forms import transfers as forms
from workstations.selectors import transfers as read
from workstations.selectors.transfer_faces import plan_rows
from workstations.services import transfers as write
from workstations.views.transfer_parts import plan_context
from workstations.workflows.transfers import MAKE

PLAN, FORM = "workstations:transfer_plan", "workstations/transfers/form.html"
STEP = "workstations:transfer_plan_step"
PAGES = {"pay_down": "workstations:transfer_pay_down"}


class PlanListView(PublicView):
    """The years."""

    def get(self, request):
        """Newest first."""
        context = {"rows": plan_rows(read.plans_listed(self.access))}
        context["makes"] = self.access.is_granted(MAKE, None)
        return render(request, "workstations/transfers/list.html", context)


class PlanView(PublicView):
    """One year: formula, inputs, sums, how even they are, what was used."""

    def get(self, request, pk):
        """For everybody from the approval on."""
        page = read.plan_page(self.access, pk)
        known = request.user.is_authenticated
        buttons = buttons_for(page.plan, request.user, STEP, PAGES) if known else []
        context = plan_context(self.access, page) | split(buttons)
        return render(request, "workstations/transfers/plan.html", context)


class PlanMakeView(PermissionView):
    """The year's plan."""

    permission = MAKE

    def get(self, request):
        """The form."""
        return self._page(forms.PlanForm(initial={"year": request.GET.get("year", "")}))

    def post(self, request):
        """Compute it."""
        form = forms.PlanForm(request.POST)
        plan = form_run(form, lambda data: self._make(form, data))
        return redirect(PLAN, pk=plan.pk) if plan else self._page(form, 400)

    def _make(self, form, data):
        district = read.district_of(self.access, MAKE)
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return write.plan_make(actor=self.request.user, district=district, **words)

    def _page(self, form, status=200):
        lead = _("填好资金和权重，系统按每个社区的数据算出来；算法和数据在批准后公开。")
        context = {"form": form, "title": _("测算转移支付"), "lead": lead, "button": _("测算")}
        return render(self.request, FORM, context, status=status)


class PlanComputeView(PermissionView):
    """The same, anew."""

    permission = MAKE

    def get(self, request, pk):
        """The form as it stands."""
        plan = read.plan_for(self.access, pk, MAKE)
        return self._page(plan, forms.PlanForm.for_plan(plan))

    def post(self, request, pk):
        """Compute it."""
        plan = read.plan_for(self.access, pk, MAKE)
        form = forms.PlanForm.for_plan(plan, request.POST)
        words = {"actor": request.user, "plan": plan}
        done = form_run(form, lambda data: write.plan_compute(draft=form.draft(), **words))
        return redirect(PLAN, pk=plan.pk) if done else self._page(plan, form, 400)

    def _page(self, plan, form, status=200):
        lead = _("重新测算会取消逐个社区的调整。")
        context = {"form": form, "plan": plan, "title": _("重新测算"), "lead": lead}
        return render(self.request, FORM, context | {"button": _("重新测算")}, status=status)


class PlanStepView(PermissionView):
    """Propose, send back, approve."""

    permission = MAKE

    def post(self, request, pk, name):
        """Take it."""
        plan = read.plan_for(self.access, pk, MAKE)
        words = {"name": name, "remark": reason_of(request)}
        write.plan_step(actor=request.user, plan=plan, **words)
        return redirect(PLAN, pk=pk)


class PayDownView(PermissionView):
    """The money goes to the sub-districts."""

    permission = MAKE

    def get(self, request, pk):
        """The form."""
        plan = read.plan_for(self.access, pk, MAKE)
        return self._page(plan, forms.VoucherForm(subject=plan))

    def post(self, request, pk):
        """Write it down."""
        plan = read.plan_for(self.access, pk, MAKE)
        form = forms.VoucherForm(request.POST, subject=plan)
        if form_run(form, lambda data: self._pay(plan, data)) is None:
            return self._page(plan, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(PLAN, pk=pk)

    def _pay(self, plan, data):
        words = {"voucher": data["voucher"], "version": data["version"]}
        return write.plan_pay_down(actor=self.request.user, plan=plan, **words)

    def _page(self, plan, form, status=200):
        context = {"form": form, "plan": plan, "title": _("拨到街道"), "button": _("保存")}
        return render(self.request, FORM, context, status=status)


class ShareAdjustView(PermissionView):
    """Another sum for one community."""

    permission = MAKE

    def get(self, request, pk):
        """The form as it stands."""
        share = read.share_to_adjust(self.access, pk)
        initial = {"fen": f"{share.fen / 100:.2f}", "reason": share.reason}
        return self._page(share, forms.AdjustForm(initial=initial))

    def post(self, request, pk):
        """Keep it."""
        share = read.share_to_adjust(self.access, pk)
        form = forms.AdjustForm(request.POST)
        words = {"actor": request.user, "share": share}
        run = write.share_adjust
        done = form_run(form, lambda d: run(fen=d["fen"], reason=d["reason"], **words))
        return redirect(PLAN, pk=share.plan_id) if done else self._page(share, form, 400)

    def _page(self, share, form, status=200):
        title = _("调整 %(place)s 的金额") % {"place": share.community.short_name}
        context = {"form": form, "plan": share.plan, "title": title, "button": _("保存")}
        return render(self.request, FORM, context, status=status)
