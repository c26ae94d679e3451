"""The result of an appraisal: graded line by line, published, and what it ends by itself (§37)."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from committees.appraisal_tally import INCOMPETENT, Counts, line_result, successive_failures
from committees.models.appraisals import Appraisal, AppraisalLine
from committees.models.terms import Ground
from committees.services.bodies import member_unseat
from committees.services.disclosure_duties import appraisal_duty, duty_facts
from committees.workflows.appraisals import AppraisalStatus
from portal.kernel import clock
from portal.services.transitions import transition_apply


def _grades_before(appraisal: Appraisal) -> dict[int, list[str]]:
    """Membership → grades in the earlier appraisals of the same term, newest first."""
    rows = AppraisalLine.objects.filter(
        appraisal__committee=appraisal.committee_id,
        appraisal__status=AppraisalStatus.PUBLISHED,
        appraisal__year__lt=appraisal.year,
    )
    found: dict[int, list[str]] = {}
    for member, grade in rows.order_by("-appraisal__year").values_list("membership", "grade"):
        found.setdefault(member, []).append(grade)
    return found


@transaction.atomic
def result_publish(
    *, appraisal: Appraisal, collected: int, counts: Mapping[str, Sequence[int]]
) -> Appraisal:
    """Grade every line by the frozen rules, publish, and end the mandates that two successive
    不称职 end. The house does it: no person decides. ``counts`` as on a AppraisalSheet."""
    lines = list(appraisal.lines.select_related("membership__user").order_by("id"))
    before = _grades_before(appraisal)
    limit = appraisal.rules["failures_end_mandate"]
    for line in lines:
        line.result = line_result(appraisal.rules, Counts(*counts[str(line.pk)]))
        line.grade = line.result["grade"]
        grades = [line.grade, *before.get(line.membership_id, [])]
        failed = line.grade == INCOMPETENT and successive_failures(grades) >= limit
        line.ends_mandate = failed and not line.membership.ended_ground
    AppraisalLine.objects.bulk_update(lines, ["grade", "result", "ends_mandate"])
    result = {"collected": collected, "lines": {str(line.pk): line.result for line in lines}}
    data = {
        "collected": collected,
        "incompetent": sum(line.grade == INCOMPETENT for line in lines),
        "ended": sum(line.ends_mandate for line in lines),
    }
    with duty_facts(*appraisal_duty(appraisal)) as facts:
        row = transition_apply(
            appraisal,
            "publish",
            changes={"result": result, "published_at": clock.now()},
            data=data | facts,
        ).subject
    for line in lines:
        if line.ends_mandate:
            member_unseat(actor=None, membership=line.membership, ground=Ground.APPRAISAL)
    return row
