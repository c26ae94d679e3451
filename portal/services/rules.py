"""Loading the rule sets that come with the portal."""

from django.db import transaction

from portal.models.rules import RuleSet
from portal.services.rule_covenants import covenant_rules
from portal.services.rule_laws import LAWS
from portal.services.rule_mandates import MANDATE_ENDS


@transaction.atomic
def rules_load_defaults() -> int:
    """Make or refresh the rule sets of the laws; returns how many there are."""
    for row in LAWS:
        code = row["code"]
        rules = row["rules"] | {"mandate_ends": MANDATE_ENDS[code]}
        rules |= covenant_rules(code, row["rules"])
        defaults = {name: value for name, value in row.items() if name != "code"}
        RuleSet.objects.update_or_create(code=code, defaults=defaults | {"rules": rules})
    return len(LAWS)
