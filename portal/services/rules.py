"""Loading the rule sets that come with the portal."""

from django.db import transaction

from portal.models.rules import RuleSet
from portal.services.rule_laws import LAWS


@transaction.atomic
def rules_load_defaults() -> int:
    """Make or refresh the rule sets of the laws; returns how many there are."""
    for row in LAWS:
        code = row["code"]
        RuleSet.objects.update_or_create(
            code=code, defaults={name: value for name, value in row.items() if name != "code"}
        )
    return len(LAWS)
