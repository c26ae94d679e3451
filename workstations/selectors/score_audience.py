"""Who hears of a step of a score, a year's result, a station's assessment; who acts next."""

from portal.models import Role
from workstations.policies.groups import COMMITTEE
from workstations.selectors.audience import HEADS, LEADERS, STREET, holders
from workstations.workflows.station_reviews import ReviewStatus
from workstations.workflows.year_results import YearStatus

R, Y = ReviewStatus, YearStatus
DISTRICT = (Role.DISTRICT_OFFICIAL,)


def staff_score_audience(record, score) -> dict[int, str]:
    """The person, once told. Who scores finds it on the desk: a notice for each of a station's
    people would be a dozen a quarter."""
    return {score.user_id: "responsible"} if record.verb == "publish" else {}


def result_needs(record, result) -> set[int]:
    """Whoever holds the next step, as long as the result still is where this row left it."""
    if record.to_state and record.to_state != result.status:
        return set()
    if result.status == Y.DRAFTED:
        return holders(STREET, result.subdistrict_id) - {result.drafted_by_id, result.user_id}
    if result.status == Y.APPEALED and record.verb == "appeal":
        return holders(DISTRICT, result.district_id) - {result.user_id}
    return set()


def result_audience(record, result) -> dict[int, str]:
    """The person from the telling on; the sub-district of what was confirmed or decided."""
    people = result_needs(record, result)
    if record.verb in {"publish", "uphold", "change", "lapse"}:
        people |= {result.user_id}
    if record.verb in {"confirm", "send_back", "reply", "appeal", "uphold", "change"}:
        people |= {result.drafted_by_id}
    return dict.fromkeys(people, "responsible")


def appeal_hears(result, level: str) -> set[int]:
    """Whose clock it is: the district's, which decides."""
    return holders(DISTRICT, result.district_id) - {result.user_id}


def review_needs(record, review) -> set[int]:
    """Whoever signs, publishes or answers next."""
    if record.to_state and record.to_state != review.status:
        return set()
    if review.status == R.DRAFTED and record.verb == "draft":
        return holders((Role.CHAIR,), review.community_id) - {review.drafted_by_id}
    if review.status == R.CHAIR_SIGNED:
        return holders(sorted(COMMITTEE), review.community_id) - {
            review.drafted_by_id,
            review.chair_id,
        }
    return holders(LEADERS, review.community_id) if review.status == R.SIGNED else set()


def review_audience(record, review) -> dict[int, str]:
    """The committee's people while it is made, the station's head, then the sub-district too."""
    people = review_needs(record, review)
    if record.verb in {"draft", "publish", "conclude"}:
        people |= holders(HEADS, review.community_id)
    if record.verb == "publish":
        people |= holders(STREET, review.subdistrict_id)
    if record.verb in {"answer", "conclude", "state_self", "send_back"}:
        people |= {review.drafted_by_id} | holders(LEADERS, review.community_id)
    return dict.fromkeys(people, "responsible")
