"""The yearly appraisal: set, opened with frozen rules, counted by two, published by itself.

Paper ballots are counted twice by two people, neither of whom is appraised; equal sheets publish
the result in the same transaction. A sealed vote on line (services/sealed_opening) hands its counts
to :func:`result_publish` instead.
"""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.appraisal_tally import Counts, differences, is_met, least_of
from committees.models.appraisals import (
    MOST,
    Appraisal,
    AppraisalBody,
    AppraisalLine,
    AppraisalSheet,
)
from committees.models.bodies import Committee, Membership
from committees.services.appraisal_results import result_publish
from committees.services.bodies import chain_of
from committees.services.kin import is_kin_of_any
from committees.workflows.appraisals import COUNT, RUN, AppraisalStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply


def _not_appraised(actor, committee_id: int) -> None:
    """Nobody hosts or counts their own appraisal, nor that of their near kin."""
    seats = Membership.objects.filter(committee=committee_id)
    listed = Q(appraisal_lines__appraisal__status=AppraisalStatus.OPEN)
    people = set(seats.active().values_list("user_id", flat=True))
    people |= set(seats.filter(listed).values_list("user_id", flat=True))
    if actor.pk in people:
        raise RuleViolated(_("被评议的人不能主持评议，也不能计票。"), code="appraised")
    if is_kin_of_any(actor, people):
        words = _("被评议的人的近亲属不能主持评议，也不能计票。")
        raise RuleViolated(words, code="kin")


def appraisal_set(
    *, actor, committee: Committee, year: int, body: str, held_on, submit_key
) -> Appraisal:
    """Set the day and the meeting; once a year. The same key is the same appraisal."""
    known = Appraisal.objects.filter(submit_key=submit_key, hosted_by=actor).first()
    if known:
        return known
    row = Appraisal(
        **chain_of(committee.community),
        committee=committee,
        year=year,
        body=AppraisalBody(body),
        held_on=held_on,
        hosted_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(RUN, row)
    _not_appraised(actor, committee.pk)
    if not 2000 <= year <= clock.today().year:
        raise RuleViolated(_("年度要是今年或以前。"), field="year", code="year")
    if held_on < clock.today():
        raise RuleViolated(_("开会日期不能早于今天。"), field="held_on", code="past")
    try:
        with transaction.atomic():
            post = access.post_for(RUN, row)
            subject_create(row, actor=actor, post=post, verb="set", data={"year": year})
    except IntegrityError as error:
        known = Appraisal.objects.filter(submit_key=submit_key, hosted_by=actor).first()
        if known:
            return known
        words = _("这一年度已有一次评议。")
        raise RuleViolated(words, field="year", code="twice") from error
    return row


def _numbers_check(rules: dict, eligible: int, present: int, issued: int) -> None:
    for name, value in (("eligible", eligible), ("present", present), ("issued", issued)):
        if not 1 <= value <= MOST:
            raise RuleViolated(_("请填写人数。"), field=name, code="number")
    if present > eligible:
        raise RuleViolated(_("到会人数多于应到人数。"), field="present", code="present")
    if issued > present:
        raise RuleViolated(_("发出的选票多于到会人数。"), field="issued", code="issued")
    if not is_met(rules["quorum"], present, eligible):
        needed = {"n": least_of(rules["quorum"], eligible), "article": rules["quorum_article"]}
        words = _("到会人数不够：至少要 %(n)d 人（%(article)s）。") % needed
        raise RuleViolated(words, field="present", code="quorum")


@transaction.atomic
def appraisal_open(
    *,
    actor,
    appraisal: Appraisal,
    eligible: int,
    present: int,
    issued: int,
    members=None,
    version=None,
) -> Appraisal:
    """Freeze the rules of the day and the list of those in office (of ``members`` alone, ids, when
    a sealed vote has named them before), and hand out the ballots.
    RuleViolated on ``eligible``, ``present`` (no quorum) or ``issued``."""
    row = subject_lock(appraisal)
    access_of(actor).require(RUN, row)
    _not_appraised(actor, row.committee_id)
    rule_set = rule_set_for(clock.today(), row.community)
    rules, _hash = rules_frozen(rule_set, "appraisal")
    meeting = rule_set.rules[row.body]
    rules |= {name: meeting[name] for name in ("quorum", "quorum_article")}
    _numbers_check(rules, eligible, present, issued)
    seats = Membership.objects.active().filter(committee=row.committee_id)
    if members is not None:
        seats = seats.filter(pk__in=list(members))
    people = list(seats.order_by("id"))
    if not people:
        raise TransitionRefused(_("没有在任的成员可以评议。"), code="nobody")
    changes = {
        "eligible": eligible,
        "present": present,
        "issued": issued,
        "rules": rules,
        "opened_at": clock.now(),
    }
    data = {"eligible": eligible, "present": present, "issued": issued, "lines": len(people)}
    row = transition_apply(
        row, "open", actor=actor, version=version, changes=changes, data=data
    ).subject
    AppraisalLine.objects.bulk_create(
        AppraisalLine(appraisal=row, membership=member) for member in people
    )
    return row


def appraisal_cancel(*, actor, appraisal: Appraisal, remark: str, version=None) -> Appraisal:
    """Call it off, in public, before anything is counted."""
    return transition_apply(
        appraisal,
        "cancel",
        actor=actor,
        version=version,
        remark=remark,
        remark_is_public=True,
    ).subject


def latest_sheets(appraisal: Appraisal) -> dict[str, AppraisalSheet]:
    """The newest sheet of each side; one statement."""
    return {row.side: row for row in appraisal.sheets.order_by("number")}


def sheets_differ(first: AppraisalSheet, second: AppraisalSheet) -> list[dict]:
    """Where two sheets disagree; the number of ballots is line 0."""
    found = differences(first.counts, second.counts)
    if first.collected != second.collected:
        whole = {"line": 0, "kind": "collected"}
        found.insert(0, whole | {"first": first.collected, "second": second.collected})
    return found


def _side_of(actor, sheets: Mapping[str, AppraisalSheet]) -> str:
    for side in ("first", "second"):
        if side in sheets and sheets[side].entered_by_id == actor.pk:
            return side
    free = [side for side in ("first", "second") if side not in sheets]
    if not free:
        raise TransitionRefused(_("已有两个人在计票。"), code="two")
    return free[0]


def _counts_check(row: Appraisal, collected: int, counts: Mapping[int, Sequence[int]]) -> dict:
    """Each line's four numbers add up to the ballots collected. RuleViolated at
    ``collected`` or ``line_<id>``."""
    if not 0 <= collected <= row.issued:
        words = _("收回的选票不能多于发出的 %(n)d 张。") % {"n": row.issued}
        raise RuleViolated(words, field="collected", code="collected")
    lines = list(row.lines.values_list("pk", flat=True))
    if set(counts) != set(lines):
        raise RuleViolated(_("名单不全，请逐人填写。"), code="lines")
    for pk in lines:
        try:
            total = Counts(*counts[pk]).total
        except (TypeError, ValueError) as error:
            words = _("请填写不小于零的整数。")
            raise RuleViolated(words, field=f"line_{pk}", code="number") from error
        if total != collected:
            words = _("四项相加是 %(total)d，应等于收回的 %(collected)d 张。")
            words %= {"total": total, "collected": collected}
            raise RuleViolated(words, field=f"line_{pk}", code="sum")
    return {str(pk): list(counts[pk]) for pk in lines}


@transaction.atomic
def sheet_enter(
    *, actor, appraisal: Appraisal, collected: int, counts: Mapping[int, Sequence[int]]
) -> AppraisalSheet:
    """One of the two counters enters what they counted, or enters it anew where the two differ.
    Equal sheets publish the result at once."""
    row = subject_lock(appraisal)
    access = access_of(actor)
    access.require(COUNT, row)
    _not_appraised(actor, row.committee_id)
    if row.status != AppraisalStatus.OPEN:
        words = _("现在是“%(state)s”，不能计票。") % {"state": row.get_status_display()}
        raise TransitionRefused(words, extra={"status": row.status})
    sheets = latest_sheets(row)
    side = _side_of(actor, sheets)
    kept = _counts_check(row, collected, counts)
    number = sheets[side].number + 1 if side in sheets else 1
    sheet = AppraisalSheet.objects.create(
        appraisal=row,
        side=side,
        number=number,
        collected=collected,
        counts=kept,
        entered_by=actor,
        entered_at=clock.now(),
    )
    post = access.post_for(COUNT, row)
    data = {"side": side, "number": number}
    record_append(subject=row, verb="count", actor=actor, post=post, data=data, is_public=False)
    both = sheets | {side: sheet}
    if len(both) == 2 and not sheets_differ(both["first"], both["second"]):
        result_publish(appraisal=row, collected=collected, counts=kept)
    return sheet
