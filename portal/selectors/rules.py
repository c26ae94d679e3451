"""Which rules hold on a date, and the frozen copy a vote keeps."""

import hashlib
import json
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models.divisions import Division, Kind
from portal.models.rules import BodyKind, RuleAdoption, RuleSet


def rule_set_for(on: date, community: Division) -> RuleSet:
    """The rule set in force on the date ``on`` in ``community``: the one it adopted for a time
    (a pilot), else its law, the villagers' one in a village. RuleViolated when there is none."""
    adopted = RuleSet.objects.filter(_in_force(on, "adoptions__"), adoptions__division=community)
    villages = community.kind == Kind.VILLAGE
    kind = BodyKind.VILLAGERS if villages else BodyKind.RESIDENTS
    by_law = RuleSet.objects.filter(_in_force(on), body_kind=kind, is_default=True)
    found = adopted.order_by("-adoptions__valid_from").first() or (
        by_law.order_by("-valid_from").first()
    )
    if found is None:
        raise RuleViolated(_("这一天没有适用的议事规则，请先载入规则集。"), code="no_rules")
    return found


def _in_force(on: date, of: str = "") -> Q:
    """What holds on the date ``on``, by the term of ``of``."""
    ends = Q(**{f"{of}valid_to__isnull": True}) | Q(**{f"{of}valid_to__gt": on})
    return ends & Q(**{f"{of}valid_from__lte": on})


def rule_sets_all() -> list[RuleSet]:
    """Every set, the newest law first."""
    return list(RuleSet.objects.order_by("-valid_from", "code"))


def adoptions_all(*, running: bool = False) -> list[RuleAdoption]:
    """Every pilot, the newest first; ``running`` for those that hold or will hold."""
    rows = RuleAdoption.objects.select_related("division__parent", "rule_set")
    if running:
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today()))
    return list(rows.order_by("-valid_from", "-pk")[:100])


def rule_set_shown(code: str) -> RuleSet:
    """The set called ``code``; "" = the residents' law in force today; NotFound."""
    if code:
        found = RuleSet.objects.filter(code=code[:40]).first()
    else:
        rows = RuleSet.objects.filter(_in_force(clock.today()), body_kind=BodyKind.RESIDENTS)
        found = rows.filter(is_default=True).order_by("-valid_from").first()
    if found is None:
        raise NotFound()
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
