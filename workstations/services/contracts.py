"""Contracts drafted, heard by the committee and signed (S34): the role begins with the term."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import User
from portal.selectors.calendar import add_working_days
from portal.services.roles import role_check
from portal.services.transitions import (
    state_check,
    subject_create,
    subject_lock,
    transition_apply,
)
from workstations import labour
from workstations.models import Contract, Employment, StationPost
from workstations.services.posts import post_locked, seats_taken
from workstations.services.term_roles import term_role_grant
from workstations.workflows.contracts import DECIDE, ContractStatus

OPINION_DAYS = 10  # working days for the committee's opinion (a setting of ours, no law)
BACK_DAYS = 30  # art. 10: in writing within a month of the first day of work
LONGEST_YEARS = 5
PLAIN = frozenset({"proceed", "decline", "withdraw"})


@dataclass(frozen=True, kw_only=True)
class ContractDraft:
    """What is to be signed. ``ends_on`` None = without a fixed end; ``probation_until`` its last
    day, or None."""

    post: StationPost
    user: User
    employment: str
    starts_on: date
    ends_on: date | None
    probation_until: date | None = None


def terms_check(starts_on: date, ends_on: date | None, probation_until: date | None) -> None:
    """The law's measures. RuleViolated on ``starts_on``, ``ends_on`` or ``probation_until``
    (art. 19)."""
    if ends_on is not None and ends_on < starts_on:
        raise RuleViolated(_("止日不能早于始日。"), field="ends_on", code="order")
    if ends_on is not None and ends_on >= labour.months_after(starts_on, 12 * LONGEST_YEARS):
        raise RuleViolated(_("一份合同最长五年。"), field="ends_on", code="long")
    if probation_until is None:
        return
    if probation_until < starts_on:
        raise RuleViolated(_("试用期不能早于合同开始。"), field="probation_until", code="order")
    months = labour.probation_months(starts_on, ends_on)
    if months == 0:
        words = _("不满三个月的合同不能约定试用期（《劳动合同法》第十九条）。")
        raise RuleViolated(words, field="probation_until", code="none")
    if probation_until > labour.probation_latest(starts_on, ends_on):
        words = _("这个期限的合同，试用期最长 %(n)d 个月（《劳动合同法》第十九条）。")
        raise RuleViolated(words % {"n": months}, field="probation_until", code="long")


def _check_start(starts_on: date) -> None:
    today = clock.today()
    if starts_on < today - timedelta(days=BACK_DAYS):
        words = _("上岗一个月内要签书面合同，不能补签更早的。")
        raise RuleViolated(words, field="starts_on", code="past")
    if starts_on > labour.months_after(today, 12):
        raise RuleViolated(_("最多提前一年拟定。"), field="starts_on", code="far")


def _check_person(actor, draft: ContractDraft) -> None:
    """Not oneself, not somebody of the committee, of the sub-district or of supervision (I1, I2),
    nobody twice."""
    if actor.pk == draft.user.pk:
        raise RuleViolated(_("不能给自己拟合同。"), field="login", code="self")
    if not draft.user.is_active:
        raise RuleViolated(_("这个账号已停用。"), field="login", code="inactive")
    rows = Contract.objects.open().filter(user=draft.user, station=draft.post.station_id)
    if rows.exists():
        words = _("此人在这个站已有合同，请在那份合同上续签。")
        raise RuleViolated(words, field="login", code="twice")
    place = draft.post.station.community
    until = draft.ends_on + timedelta(days=1) if draft.ends_on else None
    words = {"user": draft.user, "role": draft.post.role, "division": place}
    try:
        role_check(valid_from=draft.starts_on, valid_to=until, **words)
    except RuleViolated as error:
        raise RuleViolated(error.message, field="login", code=error.code) from error


def contract_made(draft: ContractDraft, actor, **more) -> Contract:
    """The row, not yet stored."""
    station = draft.post.station
    return Contract(
        community=station.community,
        subdistrict_id=station.community.parent_id,
        district_id=station.community.parent.parent_id,
        station=station,
        post=draft.post,
        user=draft.user,
        employment=draft.employment,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        probation_until=draft.probation_until,
        drafted_by=actor,
        created_at=clock.now(),
        **({"fixed_terms": 1 if draft.ends_on else 0} | more),
    )


@transaction.atomic
def contract_draft(*, actor, draft: ContractDraft, submit_key) -> Contract:
    """Draft a hire; the committee has ten working days for its opinion. The same ``submit_key`` is
    the same draft. Refused; NotFound; RuleViolated on ``login``, ``post``, ``employment`` or the
    terms."""
    known = Contract.objects.filter(submit_key=submit_key, drafted_by=actor).first()
    if known is not None:
        return known
    access_of(actor).require(DECIDE)
    post = post_locked(draft.post.pk)
    if access_of(actor).post_for(DECIDE, post) is None:
        raise NotFound()
    draft = ContractDraft(**(vars(draft) | {"post": post}))
    _check_person(actor, draft)
    if draft.employment not in Employment.values:
        raise RuleViolated(_("请选择用工形式。"), field="employment", code="invalid")
    _check_start(draft.starts_on)
    terms_check(draft.starts_on, draft.ends_on, draft.probation_until)
    if seats_taken(post) >= post.planned:
        raise RuleViolated(_("这个岗位没有空缺。"), field="post", code="full")
    due = add_working_days(clock.today(), OPINION_DAYS)
    contract = contract_made(draft, actor, opinion_due_on=due, submit_key=submit_key)
    through = access_of(actor).post_for(DECIDE, contract)
    data = {"station": post.station_id, "post": post.pk, "term": 1}
    words = {"verb": "draft", "data": data, "is_public": False}
    subject_create(contract, actor=actor, post=through, **words)
    return contract


@transaction.atomic
def contract_opine(
    *, actor, contract: Contract, opinion: str, favours: bool, version=None
) -> Contract:
    """What the committee thinks of the hire, or of the renewal: kept, no veto (S35).
    RuleViolated on ``opinion``."""
    if not opinion.strip():
        raise RuleViolated(_("请填写。"), field="opinion", code="required")
    contract = subject_lock(contract)
    renews = contract.status == ContractStatus.EXPIRING
    prefix = "renewal_" if renews else "opinion_"
    name = "give_renewal_opinion" if renews else "give_opinion"
    changes = {"renewal_opinion" if renews else "opinion": opinion.strip()}
    changes[f"{prefix}favours"] = favours
    words = {"changes": changes, "data": {"favours": favours}, "version": version}
    return transition_apply(contract, name, actor=actor, **words).subject


def contract_step(*, actor, contract: Contract, name: str, remark: str, version=None) -> Contract:
    """A step with a reason only: proceed, decline, withdraw. NotFound for any other."""
    if name not in PLAIN:
        raise NotFound()
    words = {"remark": remark, "version": version}
    return transition_apply(contract, name, actor=actor, **words).subject


@transaction.atomic
def contract_sign(*, actor, contract: Contract, name: str = "", version=None) -> Contract:
    """Sign for oneself, or then for the sub-district, which fixes the terms and grants the role
    for the term. ``name`` says which of the two is meant (sign_person, sign_street); "" = whose
    turn it is. TransitionRefused when it is not their turn or the role may not be held."""
    contract = subject_lock(contract)
    if name:
        state_check(contract, name)
    if contract.status == ContractStatus.OPINED:
        return transition_apply(contract, "sign_person", actor=actor, version=version).subject
    changes = {"signed_by_street": actor, "signed_at": clock.now()}
    words = {"changes": changes, "version": version}
    contract = transition_apply(contract, "sign_street", actor=actor, **words).subject
    contract.assignment = _role_of(contract, actor)
    contract.save(update_fields=["assignment"])
    if contract.starts_on <= clock.today():
        contract = contract_begin(contract)
    return contract


def _role_of(contract: Contract, actor):
    words = {"user": contract.user, "role": contract.post.role, "division": contract.community}
    try:
        return term_role_grant(
            actor=actor, first=contract.starts_on, last=contract.ends_on, **words
        )
    except RuleViolated as error:
        raise TransitionRefused(error.message, code="role") from error


def contract_begin(contract: Contract) -> Contract:
    """The house: the first day has come. The term before, if one runs, ends as renewed."""
    before = contract.previous
    if before is not None and before.status == ContractStatus.EXPIRING:
        name = "close_renewed" if contract.ends_on else "close_open_ended"
        data = {"successor": contract.pk}
        transition_apply(before, name, data=data)
    tried = contract.probation_until is not None and contract.probation_until >= clock.today()
    return transition_apply(contract, "begin_probation" if tried else "begin").subject
