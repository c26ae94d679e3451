"""The rules of self-government in plain words, with their articles."""

from django.shortcuts import render

from portal.access.mixins import PublicView
from portal.selectors.rule_words import rules_in_words
from portal.selectors.rules import rule_set_shown, rule_sets_all


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
        return render(request, "portal/rules.html", context)
