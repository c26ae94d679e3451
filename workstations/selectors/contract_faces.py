"""How a contract shows itself: its facts, its deadline, its warnings."""

from django.utils.translation import gettext as _

from committees.selectors.papers import moment
from workstations.selectors.score_faces import grade_effect
from workstations.workflows.contracts import ContractStatus

S = ContractStatus
SOON = 30


def result_words(result: dict | None) -> str:
    """The latest year result, or that there is none."""
    if result is None:
        return _("尚无考核结果")
    words = _("%(year)d年考核：%(label)s") % result
    return _("%(result)s（申诉中）") % {"result": words} if result["is_appealed"] else words


def effect_words(contract, result: dict | None) -> str:
    """What the latest result means for the renewal that is decided now; "" for nothing special."""
    if result is None or contract.status not in {S.IN_FORCE, S.EXPIRING}:
        return ""
    return grade_effect(result["grade"], contract.open_ended_binds)


def term_words(contract) -> str:
    """``2026年1月1日 — 2026年12月31日``."""
    last = moment(contract.ends_on) if contract.ends_on else _("无固定期限")
    return f"{moment(contract.starts_on)} — {last}"


def opinion_words(favours: bool | None, is_given: bool) -> str:
    """Yes, no, or not yet."""
    if not is_given:
        return _("还没有意见")
    return _("居委会同意") if favours else _("居委会不同意")


def contract_facts(contract, result: dict | None) -> list[dict]:
    """Who, where, for how long, on which ground it ended."""
    rows = [
        (_("社工站"), contract.station.name),
        (_("岗位"), contract.post.title),
        (_("用工形式"), contract.get_employment_display()),
        (_("期限"), term_words(contract)),
        (_("试用期至"), moment(contract.probation_until)),
        (_("第几份合同"), contract.term_number),
        (_("连续固定期限"), _("%(n)d 次") % {"n": contract.fixed_terms}),
        (_("固定期限"), _("本人书面要求") if contract.fixed_by_request else ""),
        (_("居委会意见期限"), _opinion_due(contract)),
        (_("最近考核"), result_words(result)),
        (_("街道签字"), moment(contract.signed_at)),
        (_("最后一天"), moment(contract.ended_on)),
        (_("终止依据"), contract.get_end_ground_display()),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _opinion_due(contract) -> str:
    waits = contract.status == S.DRAFTED or contract.waits_for_renewal_opinion
    return moment(contract.opinion_due_on) if waits else ""


def deadline_of(contract) -> dict:
    """State and words of the chip: how many days are left."""
    left = contract.days_left
    if left is None or contract.status not in {S.IN_FORCE, S.EXPIRING, S.PROBATION}:
        return {"state": "", "text": ""}
    if left < 0:
        return {"state": "overdue", "text": _("已到期")}
    words = _("今天到期") if left == 0 else _("还有 %(n)d 天到期") % {"n": left}
    return {"state": "soon" if left <= SOON else "ok", "text": words}


def next_words(contract) -> str:
    """What happens next, and who does it."""
    if contract.status == S.EXPIRING and getattr(contract, "next_term", None):
        return _("续签合同：%(state)s") % {"state": contract.next_term.get_status_display()}
    if contract.waits_for_renewal_opinion:
        return _("等居委会提续签意见")
    if contract.status == S.EXPIRING:
        return _("等街道决定是否续签")
    return ""


def contract_row(contract) -> dict:
    """One line of a list."""
    row = {
        "contract": contract,
        "term": term_words(contract),
        "deadline": deadline_of(contract),
        "next": next_words(contract),
        "warns": contract.open_ended_is_due and contract.status in {S.IN_FORCE, S.EXPIRING},
        "binds": contract.open_ended_binds,
    }
    if hasattr(contract, "year_result"):
        row["result"] = result_words(contract.year_result)
        row["effect"] = effect_words(contract, contract.year_result)
        given = bool(contract.renewal_opinion)
        row["opinion"] = opinion_words(contract.renewal_favours, given)
    return row
