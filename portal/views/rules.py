"""The rules of self-government in plain words, with their articles."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.forms.rules import AdoptionForm
from portal.kernel import clock
from portal.selectors.rule_words import rules_in_words
from portal.selectors.rules import adoptions_all, rule_set_shown, rule_sets_all
from portal.services.rules import adoption_end, rule_adopt


class AdoptionsView(PermissionView):
    """Pilots: which community lives by other rules, by whose leave; and the form for one more."""

    permission = "portal.manage_rules"

    def get(self, request):
        """Show."""
        return self._page(self._form())

    def post(self, request):
        """Register one."""
        form = self._form(request.POST)
        if form_run(form, lambda data: self._adopt(form, data)) is None:
            return self._page(form, 400)
        messages.success(request, _("已登记。以前开始的会议和表决仍按原来的规则。"))
        return redirect("portal:rule_adoptions")

    def _form(self, *given):
        return AdoptionForm(*given, rule_sets=rule_sets_all())

    def _adopt(self, form, data):
        words = {name: data[name] for name in ("division", "valid_from", "valid_to", "ground")}
        chosen = form.rule_sets[data["rule_set"]]
        return rule_adopt(actor=self.request.user, rule_set=chosen, **words)

    def _page(self, form, status=200):
        context = {"form": form, "adoptions": adoptions_all(), "today": clock.today()}
        return render(self.request, "portal/adoptions.html", context, status=status)


class AdoptionEndView(PermissionView):
    """A pilot ends."""

    permission = "portal.manage_rules"

    def post(self, request, pk):
        """End it."""
        adoption_end(actor=request.user, adoption_id=pk)
        messages.success(request, _("试点已结束，恢复按法律规定的规则。"))
        return redirect("portal:rule_adoptions")


class RulesView(PublicView):
    """One rule set, by default the law in force."""

    def get(self, request):
        """``?set=`` names another one."""
        chosen = rule_set_shown(request.GET.get("set", "").replace("\x00", ""))
        tabs = [
            {
                "label": row.title,
                "url": f"?set={row.code}",
                "is_current": row.pk == chosen.pk,
            }
            for row in rule_sets_all()
        ]
        context = {"chosen": chosen, "tabs": tabs, "sections": rules_in_words(chosen)}
        context["adoptions"] = adoptions_all(running=True)
        return render(request, "portal/rules.html", context)
