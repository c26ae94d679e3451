"""The rule sets that come with the portal, and the communities that live by another for a time."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models.divisions import Division, Level
from portal.models.rules import RuleAdoption, RuleSet
from portal.services.records import record_append
from portal.services.rule_covenants import covenant_rules
from portal.services.rule_groups import group_leader_rules
from portal.services.rule_laws import LAWS
from portal.services.rule_mandates import MANDATE_ENDS
from portal.services.rule_sealed import SEALED

MANAGE = "portal.manage_rules"


def _check(division: Division, valid_from: date, valid_to: date | None, ground: str) -> None:
    if division.level != Level.COMMUNITY:
        raise RuleViolated(_("请选择社区。"), field="division", code="level")
    if not ground.strip():
        raise RuleViolated(_("请写明批准试点的依据。"), field="ground", code="required")
    if valid_from < clock.today():
        raise RuleViolated(_("不能从过去的日子开始。"), field="valid_from", code="past")
    if valid_to is not None and valid_to <= valid_from:
        raise RuleViolated(_("止日要在始日以后。"), field="valid_to", code="order")
    Division.objects.select_for_update(of=("self",)).get(pk=division.pk)
    beside = RuleAdoption.objects.filter(division=division)
    beside = beside.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
    if valid_to is not None:
        beside = beside.filter(valid_from__lt=valid_to)
    if beside.exists():
        raise RuleViolated(_("这段时间已有一项试点。"), field="valid_from", code="overlap")


@transaction.atomic
def rule_adopt(
    *,
    actor,
    division: Division,
    rule_set: RuleSet,
    valid_from: date,
    valid_to: date | None,
    ground: str,
) -> RuleAdoption:
    """Let a community live by another rule set from ``valid_from`` up to ``valid_to``: a pilot.
    What was opened before keeps the rules it opened under. RuleViolated on ``valid_from`` (in the
    past, or beside another pilot), ``valid_to``, ``ground`` or ``division``."""
    access_of(actor).require(MANAGE)
    _check(division, valid_from, valid_to, ground)
    words = {"valid_from": valid_from, "valid_to": valid_to, "ground": ground.strip()}
    row = RuleAdoption.objects.create(division=division, rule_set=rule_set, **words)
    _recorded(row, "adopt", actor)
    return row


@transaction.atomic
def adoption_end(*, actor, adoption_id: int) -> RuleAdoption:
    """End a pilot today: from today the law holds again. One that has not begun is taken back.
    NotFound; TransitionRefused when it is over."""
    access_of(actor).require(MANAGE)
    rows = RuleAdoption.objects.select_for_update(of=("self",))
    row = rows.filter(pk=adoption_id).select_related("rule_set").first()
    if row is None:
        raise NotFound()
    today = clock.today()
    if row.valid_to is not None and row.valid_to <= today:
        raise TransitionRefused(_("这项试点已经结束。"), code="over")
    if row.valid_from >= today:
        _recorded(row, "end", actor)
        row.delete()
        return row
    row.valid_to = today
    row.save(update_fields=["valid_to"])
    _recorded(row, "end", actor)
    return row


def _recorded(row: RuleAdoption, verb: str, actor) -> None:
    data = {
        "community": row.division_id,
        "rules": row.rule_set.code,
        "from": row.valid_from.isoformat(),
        "to": row.valid_to.isoformat() if row.valid_to else None,
        "ground": row.ground,
    }
    record_append(subject=row, verb=verb, actor=actor, data=data)


@transaction.atomic
def rules_load_defaults() -> int:
    """Make or refresh the rule sets of the laws; returns how many there are."""
    for row in LAWS:
        code = row["code"]
        rules = row["rules"] | {"mandate_ends": MANDATE_ENDS[code], "sealed": SEALED}
        rules |= covenant_rules(code, row["rules"])
        rules["group_leader"] = group_leader_rules(code, row["rules"])
        defaults = {name: value for name, value in row.items() if name != "code"}
        RuleSet.objects.update_or_create(code=code, defaults=defaults | {"rules": rules})
    return len(LAWS)
