"""Filing, correction and appraisal as each law has them: what the laws themselves leave open is
marked 默认."""

from portal.services.rule_thresholds import more_than

_OPEN = {
    "covenant": {"file_days": 10, "days_article": "默认"},
    "correction": {"days": 15, "least_days": 5, "most_days": 90, "days_article": "默认"},
    # More than half of the valid ballots: of 称职, or of 不称职; between them stands 基本称职.
    "appraisal": {
        "competent": more_than(1, 2, "valid"),
        "incompetent": more_than(1, 2, "valid"),
        "outcome_article": "默认",
    },
}
_ARTICLES = {
    "law-1990": "§15",
    "law-2018": "§15",
    "pilot-2006": "§15",
    "law-2026": "§31",
    "village-2018": "§27",
}


def covenant_rules(code: str, rules: dict) -> dict:
    """What the law called ``code`` says of covenants, correction and appraisal."""
    return {
        "covenant": {"article": _ARTICLES[code]} | _OPEN["covenant"],
        "correction": rules["correction"] | _OPEN["correction"],
        "appraisal": rules["appraisal"] | _OPEN["appraisal"],
    }
