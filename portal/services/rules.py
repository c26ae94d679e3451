"""The rule sets that come with the portal, each threshold with its article."""

from datetime import date

from django.db import transaction

from portal.models.rules import BodyKind, RuleSet

MORE_THAN_HALF = {"numerator": 1, "denominator": 2, "inclusive": False}


def _committee(article: str, quorum_article: str) -> dict:
    """The committee's own meeting: the law says "majority principle" only; more than half of the
    members present, more than half of those present decide (DOMAIN c)."""
    return {
        "quorum": MORE_THAN_HALF | {"base": "members"},
        "majority": MORE_THAN_HALF | {"base": "present"},
        "quorum_article": quorum_article,
        "majority_article": article,
    }


DEFAULTS = (
    {
        "code": "law-1990",
        "title": "城市居民委员会组织法（1990）",
        "valid_from": date(1990, 1, 1),
        "valid_to": date(2018, 12, 29),
        "source": "中华人民共和国城市居民委员会组织法，1989-12-26 通过",
        "rules": {
            "committee_meeting": _committee("§11 少数服从多数", "默认：过半数委员到会"),
            "notice_days": {"committee_meeting": 1},
            "term_years": 3,
            "committee_size": [5, 9],
        },
    },
    {
        "code": "law-2018",
        "title": "城市居民委员会组织法（2018 修正）",
        "valid_from": date(2018, 12, 29),
        "valid_to": date(2026, 1, 1),
        "source": "中华人民共和国城市居民委员会组织法，2018-12-29 修正",
        "rules": {
            "committee_meeting": _committee("§11 少数服从多数", "默认：过半数委员到会"),
            "notice_days": {"committee_meeting": 1},
            "term_years": 5,
            "committee_size": [5, 9],
        },
    },
    {
        "code": "law-2026",
        "title": "城市居民委员会组织法（2025 修订）",
        "valid_from": date(2026, 1, 1),
        "source": "中华人民共和国城市居民委员会组织法，2025-10-28 修订，2026-01-01 施行",
        "rules": {
            "committee_meeting": _committee("§33 少数服从多数", "默认：过半数委员到会"),
            "notice_days": {"committee_meeting": 1, "residents_meeting": 10},
            "term_years": 5,
            "committee_size": [5, 9],
        },
    },
    {
        "code": "pilot-2006",
        "title": "2006 年盘龙区试点（论文所述）",
        "valid_from": date(2006, 1, 1),
        "valid_to": date(2010, 1, 1),
        "is_default": False,
        "source": "一委一站改革论文；公共单位代表可参加表决（X1）",
        "rules": {
            "committee_meeting": _committee("试点办法", "试点办法"),
            "notice_days": {"committee_meeting": 1},
            "term_years": 3,
            "committee_size": [5, 9],
            "unit_delegates_vote": True,
        },
    },
    {
        "code": "village-2018",
        "title": "村民委员会组织法（2018 修正）",
        "body_kind": BodyKind.VILLAGERS,
        "valid_from": date(2018, 12, 29),
        "source": "中华人民共和国村民委员会组织法",
        "rules": {
            "committee_meeting": _committee("§29 少数服从多数", "默认：过半数委员到会"),
            "notice_days": {"committee_meeting": 1},
            "term_years": 5,
            "committee_size": [3, 7],
        },
    },
)


@transaction.atomic
def rules_load_defaults() -> int:
    """Make or refresh the rule sets above; returns how many there are."""
    for row in DEFAULTS:
        code = row["code"]
        RuleSet.objects.update_or_create(
            code=code, defaults={name: value for name, value in row.items() if name != "code"}
        )
    return len(DEFAULTS)
