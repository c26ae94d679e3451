"""What time does to a contract, and what the sub-district decides about it: renewal and end."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.selectors.calendar import add_working_days
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations import labour
from workstations.models import Contract, EndGround, Grade
from workstations.selectors.year_results import year_result_for
from workstations.services.contracts import (
    OPINION_DAYS,
    ContractDraft,
    contract_begin,
    contract_made,
    terms_check,
)
from workstations.services.posts import post_locked
from workstations.services.term_roles import term_role_end
from workstations.workflows.contracts import DECIDE, UNSIGNED, ContractStatus

S = ContractStatus
DAY = timedelta(days=1)


def _choose(contract: Contract, open_ended: bool, fixed_by_request: bool, ends_on) -> date | None:
    """The last day of the next term, None for none. RuleViolated on ``open_ended`` (art. 14(3):
    after two fixed terms) or ``ends_on``."""
    if open_ended:
        return None
    if contract.open_ended_binds and not fixed_by_request:
        words = _(
            "已连续签过 %(n)d 次固定期限合同：应当签无固定期限合同，"
            "除非本人书面要求固定期限（《劳动合同法》第十四条）。"
        )
        raise RuleViolated(
            words % {"n": contract.fixed_terms}, field="open_ended", code="open_ended"
        )
    if ends_on is None:
        raise RuleViolated(_("请填写。"), field="ends_on", code="required")
    terms_check(contract.ends_on + DAY, ends_on, None)
    return ends_on


def _result_noted(contract: Contract, reason: str) -> dict:
    """The newest result of a year, for the record of the renewal. RuleViolated on ``reason``:
    whoever failed the year is kept on for a reason that is written down (S36)."""
    result = year_result_for(contract.user_id, contract.station_id)
    if result and result["grade"] == Grade.FAILED and not reason.strip():
        words = _("最近考核不合格，续签要写明理由。")
        raise RuleViolated(words, field="reason", code="required")
    return {"year_result": {k: result[k] for k in ("year", "grade")} if result else None}


@transaction.atomic
def contract_renew(
    *,
    actor,
    contract: Contract,
    open_ended: bool,
    ends_on: date | None,
    fixed_by_request: bool = False,
    reason: str = "",
    submit_key,
    version=None,
) -> Contract:
    """Decide the renewal: the next term is drafted, without a probation (art. 19: once), ready for
    the person's signature. The latest year result is noted with it (S36): after 不合格 it
    wants a ``reason``. The same ``submit_key`` is the same renewal. Refused; TransitionRefused;
    RuleViolated on ``open_ended``, ``ends_on``, ``reason``."""
    contract = subject_lock(contract)
    known = contract.successors.filter(submit_key=submit_key).first()
    if known is not None:
        return known
    access = access_of(actor)
    access.require(DECIDE, contract)
    data = {"open_ended": open_ended, "fixed_terms": contract.fixed_terms}
    data |= _result_noted(contract, reason)
    words = {"version": version, "data": data, "remark": reason.strip()}
    transition_apply(contract, "renew", actor=actor, **words)
    last = _choose(contract, open_ended, fixed_by_request, ends_on)
    successor = contract_made(
        ContractDraft(
            post=post_locked(contract.post_id),
            user=contract.user,
            employment=contract.employment,
            starts_on=contract.ends_on + DAY,
            ends_on=last,
        ),
        actor,
        previous=contract,
        term_number=contract.term_number + 1,
        fixed_terms=contract.fixed_terms + 1 if last else 0,
        fixed_by_request=bool(last) and contract.open_ended_is_due and fixed_by_request,
        opinion=contract.renewal_opinion,
        opinion_favours=contract.renewal_favours,
        submit_key=submit_key,
    )
    through = access.post_for(DECIDE, successor)
    data = {"previous": contract.pk, "term": successor.term_number}
    words = {"verb": "draft", "data": data, "is_public": False}
    subject_create(successor, actor=actor, post=through, **words)
    return transition_apply(successor, "carry_opinion").subject


def _check_ground(contract: Contract, ground: str, last_day: date) -> None:
    if ground not in EndGround.values or ground == EndGround.EXPIRED:
        raise RuleViolated(_("请选择终止依据。"), field="ground", code="invalid")
    if ground == EndGround.PROBATION and contract.status != S.PROBATION:
        raise RuleViolated(_("现在不在试用期。"), field="ground", code="probation")
    if ground == EndGround.NOT_RENEWED and contract.status != S.EXPIRING:
        raise RuleViolated(_("合同还没有到续签的时候。"), field="ground", code="expiring")
    result = year_result_for(contract.user_id, contract.station_id)
    if ground == EndGround.NOT_RENEWED and result and result["is_appealed"]:
        words = _("考核结果正在申诉，区里决定以前不能以此不续签。")
        raise RuleViolated(words, field="ground", code="appealed")
    if ground == EndGround.NOT_RENEWED and last_day != contract.ends_on:
        raise RuleViolated(_("到期不续签，最后一天就是到期日。"), field="last_day", code="date")


def _check_last_day(contract: Contract, ground: str, last_day: date, paid_instead: bool) -> None:
    today = clock.today()
    if last_day < today:
        raise RuleViolated(_("不能是过去的日子。"), field="last_day", code="past")
    if last_day > (contract.ends_on or today + timedelta(days=365)):
        raise RuleViolated(_("不能晚于合同到期日，最多提前一年。"), field="last_day", code="late")
    told = last_day >= today + timedelta(days=labour.NOTICE_DAYS)
    if ground == EndGround.UNFIT and not told and not paid_instead:
        words = _("要提前三十日书面通知，或者多付一个月工资（《劳动合同法》第四十条）。")
        raise RuleViolated(words, field="last_day", code="notice")


@transaction.atomic
def contract_end(
    *,
    actor,
    contract: Contract,
    ground: str,
    last_day: date,
    reason: str,
    paid_instead: bool = False,
    version=None,
) -> Contract:
    """End it on its ground after ``last_day``; the role that came with it ends then too, on a
    grave breach at once. RuleViolated on ``ground``, ``last_day`` or ``reason``."""
    contract = subject_lock(contract)
    access_of(actor).require(DECIDE, contract)
    if not reason.strip():
        raise RuleViolated(_("请写明理由。"), field="reason", code="required")
    if contract.is_binding:
        _check_ground(contract, ground, last_day)
        _check_last_day(contract, ground, last_day, paid_instead)
    changes = {"ended_on": last_day, "end_ground": ground}
    data = {"ground": ground, "last_day": last_day.isoformat(), "paid_instead": paid_instead}
    words = {"changes": changes, "data": data, "remark": reason.strip(), "version": version}
    contract = transition_apply(contract, "end", actor=actor, **words).subject
    for draft in contract.successors.filter(status__in=sorted(UNSIGNED)):
        transition_apply(draft, "withdraw", actor=actor, remark=reason.strip())
    last = last_day - DAY if ground == EndGround.BREACH else last_day
    term_role_end(actor=actor, assignment=contract.assignment, last=last)
    return contract


def _lapse(contract: Contract) -> None:
    changes = {"ended_on": contract.ends_on, "end_ground": EndGround.EXPIRED}
    data = {"ground": EndGround.EXPIRED.value, "last_day": contract.ends_on.isoformat()}
    transition_apply(contract, "lapse", changes=changes, data=data)


def _enter_expiry(contract: Contract) -> None:
    due = add_working_days(clock.today(), OPINION_DAYS)
    transition_apply(contract, "enter_expiry", changes={"opinion_due_on": due})


def _turns(today: date) -> tuple:
    """What is due, in order: (which contracts, what happens to each)."""
    queue = today + timedelta(days=labour.WARN_DAYS)
    return (
        (Q(status=S.SIGNED, starts_on__lte=today), contract_begin),
        (
            Q(status=S.PROBATION, probation_until__lt=today),
            lambda row: transition_apply(row, "pass_probation"),
        ),
        (Q(status=S.IN_FORCE, ends_on__lte=queue, ends_on__gte=today), _enter_expiry),
        (Q(status__in=(S.PROBATION, S.IN_FORCE, S.EXPIRING), ends_on__lt=today), _lapse),
    )


def contracts_sweep() -> int:
    """Let each contract begin, pass its probation, enter the queue or lapse as its day has come;
    how many steps. A second run, or another worker at the same time, finds nothing left to do."""
    done = 0
    for due, happen in _turns(clock.today()):
        rows = Contract.objects.filter(due).select_related("previous").order_by("pk")
        for contract in list(rows):
            try:
                with transaction.atomic():
                    happen(contract)
                done += 1
            except TransitionRefused:  # another worker was quicker
                continue
    return done
