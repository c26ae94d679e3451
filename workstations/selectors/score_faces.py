"""How scores, results and assessments show themselves: rows, facts, the arithmetic, effects."""

from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.selectors.papers import moment
from portal.kernel import clock
from portal.kernel.deadlines import Reading
from resident_affairs.selectors.faces import deadline_shown
from workstations import scoring
from workstations.models import Grade
from workstations.selectors.score_evidence import evidence_words
from workstations.workflows.year_results import YearStatus

NO_DEADLINE = {"deadline_state": "", "deadline_text": ""}


def score_row(score, needs_you: bool = False) -> dict:
    """One line of a list: no points here, they are on the page that records who looked."""
    return {
        "title": score.title,
        "url": reverse("workstations:staff_score", args=[score.pk]),
        "hand": score.hand,
        "status_label": score.get_status_display(),
        "meta": score.station.name,
        "reference": score.reference,
        "needs_you": needs_you,
    }


def own_score_row(score) -> dict:
    """One's own: with the points."""
    words = _("%(points)s 分") % {"points": scoring.shown(score.points)}
    return score_row(score) | {"title": score.quarter_name, "meta": words}


def _deadline(result) -> dict:
    if result.status == YearStatus.APPEALED:
        reading = result.clock_reading
    elif result.status == YearStatus.PUBLISHED:
        reading = Reading(result.published_at, result.appeal_until)
    else:
        return NO_DEADLINE
    shown = deadline_shown(reading, clock.now())
    if shown.state in {"overdue", "escalated"} and result.status == YearStatus.PUBLISHED:
        return NO_DEADLINE  # the right to appeal is over, nobody is late
    return {"deadline_state": shown.state, "deadline_text": shown.text}


def result_row(result, needs_you: bool = False) -> dict:
    """One line of a list: without the grade, which is on the page that records who looked."""
    return {
        "title": result.title,
        "url": reverse("workstations:year_result", args=[result.pk]),
        "hand": result.hand,
        "status_label": result.get_status_display(),
        "meta": result.station.name,
        "reference": result.reference,
        "needs_you": needs_you,
    } | _deadline(result)


def own_result_row(result) -> dict:
    """One's own: with the grade."""
    title = _("%(year)d 年度考核：%(grade)s") % {"year": result.year, "grade": result.grade_name}
    return result_row(result) | {"title": title}


def review_row(review, needs_you: bool = False) -> dict:
    """One line of a list."""
    return {
        "title": review.title,
        "url": reverse("workstations:station_review", args=[review.pk]),
        "hand": review.hand,
        "status_label": review.get_status_display(),
        "meta": review.grade_name if review.is_public else "",
        "reference": review.reference,
        "needs_you": needs_you,
    }


def sheet_table(page) -> dict:
    """``columns`` and ``rows`` of the points of one quarter: an indicator a row."""
    columns = [_("指标"), *(sheet.label for sheet in page.sheets)]
    rows = []
    for one in page.indicators:
        name = _("%(name)s（占 %(n)d%%）") % {"name": one.name, "n": one.weight}
        rows.append([name, *(sheet.by_indicator.get(one.pk, "—") for sheet in page.sheets)])
    if rows and page.sheets:
        rows.append([_("合计"), *(sheet.points for sheet in page.sheets)])
    return {"columns": columns, "rows": rows if page.sheets else []}


def evidence_rows(indicators, evidence: dict) -> list[dict]:
    """The figures beside the indicators, for a list of facts; none where none were frozen."""
    if not evidence:
        return []
    pairs = [(one.name, evidence_words(one.evidence, evidence)) for one in indicators]
    return [{"label": name, "value": words} for name, words in pairs if words]


def quarter_arithmetic(page) -> list[dict]:
    """How the quarter's points came about, step by step, once both bodies are in."""
    score, scheme = page.score, page.score.scheme
    if score.points is None:
        return []
    weights = {"street": scheme.street_weight, "committee": scheme.committee_weight}
    steps = []
    for sheet in page.sheets:
        label = _("%(who)s，占 %(n)d") % {"who": sheet.label, "n": weights[sheet.body]}
        steps.append({"label": label, "value": sheet.points})
    residents = scoring.rating_points(
        score.evidence.get("rated", 0), score.evidence.get("score_sum", 0)
    )
    if scheme.residents_weight:
        label = _("居民评价 %(rated)d 条，占 %(n)d")
        words = {"rated": score.evidence.get("rated", 0), "n": scheme.residents_weight}
        value = _("太少，不计") if residents is None else scoring.shown(residents)
        steps.append({"label": label % words, "value": value})
    return [*steps, {"label": _("本季度得分"), "value": scoring.shown(score.points)}]


def year_arithmetic(result) -> list[dict]:
    """The quarters, their mean, and the line it reaches."""
    steps = []
    for one in result.quarters:
        year, month = one["quarter"].split("-")[:2]
        label = _("%(year)s 年第 %(n)s 季度") % {"year": year, "n": (int(month) + 2) // 3}
        points = Fraction(one["num"], one["den"])
        steps.append({"label": label, "value": scoring.shown(points)})
    return [*steps, {"label": _("平均"), "value": scoring.shown(result.points)}]


def review_table(page) -> list[list]:
    """Indicator, points, the figures of the year: a row each."""
    found, rows = page.review.evidence, []
    for one, points in page.lines:
        name = _("%(name)s（占 %(n)d%%）") % {"name": one.name, "n": one.weight}
        rows.append([name, points, evidence_words(one.evidence, found) or "—"])
    return rows


def thresholds_words(scheme) -> str:
    """``优秀 90 分起，合格 75 分起，基本合格 60 分起``."""
    words = _("优秀 %(e)d 分起，合格 %(q)d 分起，基本合格 %(b)d 分起（都含本数）")
    return words % {
        "e": scheme.excellent_from,
        "q": scheme.qualified_from,
        "b": scheme.basic_from,
    }


def result_facts(page) -> list[dict]:
    """What was computed, what holds, by when one may appeal."""
    result = page.result
    appeals = result.status == YearStatus.PUBLISHED
    pairs = [
        (_("社工站"), result.station.name),
        (_("按分数线算出"), page.computed),
        (_("确认的结果"), result.grade_name if result.confirmed_by_id else ""),
        (_("告知本人"), moment(result.published_at)),
        (_("可以申诉到"), moment(result.appeal_until) if appeals else ""),
        (_("申诉于"), moment(result.appealed_at)),
        (_("区里决定于"), moment(result.decided_at)),
        (_("分数线"), thresholds_words(result.scheme)),
    ]
    return [{"label": label, "value": value} for label, value in pairs]


def deadline_chip(result) -> dict:
    """For the page's head."""
    shown = _deadline(result)
    return {"state": shown["deadline_state"], "text": shown["deadline_text"]}


def grade_effect(grade: str, binds: bool) -> str:
    """What the latest result means for the renewal, by the Labour Contract Law; "" for nothing
    special. ``binds``: an open-ended contract is due (art. 14)."""
    if grade == Grade.FAILED:
        words = _(
            "考核不合格：到期可以决定不续签，要付经济补偿（《劳动合同法》第四十四、四十六条）；"
            "到期以前不能单凭这个结果终止，要先培训或者调岗，仍不胜任才行（第四十条）。"
        )
        more = _(
            "已签满两次固定期限，本人要续签时应当签无固定期限，不能只凭这个结果不续（第十四条）。"
        )
        return words + more if binds else words
    if grade == Grade.BASIC:
        return _("考核基本合格：续签前请和本人谈一次，定下要改进和要学的。")
    return ""
