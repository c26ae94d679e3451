"""Which rules hold on a date, and the frozen copy a vote keeps."""

import hashlib
import json
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.kernel.errors import RuleViolated
from portal.models.rules import BodyKind, RuleSet


def rule_set_for(on: date, body_kind: str = BodyKind.RESIDENTS) -> RuleSet:
    """The default rule set in force on the date ``on``; RuleViolated when none is."""
    rows = RuleSet.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        body_kind=body_kind,
        is_default=True,
        valid_from__lte=on,
    )
    found = rows.order_by("-valid_from").first()
    if found is None:
        raise RuleViolated(_("这一天没有适用的议事规则，请先载入规则集。"), code="no_rules")
    return found


def rules_frozen(rule_set: RuleSet, topic: str) -> tuple[dict, str]:
    """The rules of ``topic`` as a plain dict with their origin, and its SHA-256."""
    frozen = {
        "code": rule_set.code,
        "title": rule_set.title,
        "source": rule_set.source,
        "valid_from": rule_set.valid_from.isoformat(),
        "topic": topic,
        **rule_set.rules[topic],
    }
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return frozen, hashlib.sha256(text.encode()).hexdigest()
