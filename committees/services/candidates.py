"""Candidates: nominated by the Party organisation or by voters, checked, more than seats (§18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models import Candidate, Election, ElectionPost, VoterRegistration
from committees.models.candidates import CandidateState, NominatedBy
from committees.services.officers import officers_clear_of
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

NOMINATE = "committees.nominate_candidate"
UNTIL_THE_VOTE = (
    ElectionStatus.ROLL_PUBLISHED,
    ElectionStatus.NOMINATED,
    ElectionStatus.MET_RESIDENTS,
)


def grounds_of(election: Election) -> dict[str, str]:
    """{code: words} of what bars somebody from standing, as frozen with the election (§18)."""
    return dict(election.rules["nomination"].get("barred", [["other", _("法律规定的其他情形")]]))


@dataclass(frozen=True, kw_only=True)
class Nomination:
    """One name for one post. ``number`` and ``nominators`` are numbers of the roll."""

    post: ElectionPost
    number: int
    nominated_by: str
    nominators: Sequence[int] = ()
    user: object = None
    is_woman: bool = False
    introduction: str = ""


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def _taking(election: Election) -> Election:
    election = subject_lock(election)
    if election.is_recall or election.status != ElectionStatus.ROLL_PUBLISHED:
        raise TransitionRefused(_("提名在名单公布以后、候选人公布以前进行。"), code="state")
    return election


def _on_roll(election: Election, number: int) -> VoterRegistration:
    row = election.standing_voters.filter(number=number).first()
    if row is None:
        raise _wrong("number", _("选民名单上没有这个序号。"), "missing")
    names = Q(holder=row) | Q(holder__voter=row)
    if election.proxies.filter(names, revoked_on__isnull=True).exists():
        words = _("此人已接受委托代投，候选人不能受托（%(article)s）；请先撤销委托。")
        raise _wrong("number", words % {"article": election.rules["proxy"]["article"]}, "proxy")
    return row


def _nominators(election: Election, given: Nomination, row: VoterRegistration) -> list:
    """Voters of this roll, each once, without the one who is nominated."""
    rules = election.rules["nomination"]
    if given.nominated_by == NominatedBy.PARTY:
        if not rules["party_may"]:
            words = _("适用的法律没有党组织提名（%(article)s）。")
            raise _wrong("nominated_by", words % {"article": rules["article"]}, "party")
        return []
    numbers = set(given.nominators) - {row.number}
    found = list(election.standing_voters.filter(number__in=numbers))
    if len(found) < len(numbers):
        missing = sorted(numbers - {one.number for one in found})
        words = _("名单上没有这些序号：%(numbers)s。")
        numbers_text = "、".join(map(str, missing[:5]))
        raise _wrong("nominators", words % {"numbers": numbers_text}, "missing")
    if len(found) < rules["joint_voters"]:
        words = _("联名提名要 %(n)d 位选民以上（%(article)s），现在 %(now)d 位。")
        words %= {"n": rules["joint_voters"], "article": rules["article"], "now": len(found)}
        raise _wrong("nominators", words, "too_few")
    return found


@transaction.atomic
def candidate_nominate(*, actor, election: Election, given: Nomination) -> Candidate:
    """Put a name forward. Whoever stands, and their near kin, leave the election committee.

    RuleViolated on ``post``, ``number``, ``nominated_by`` or ``nominators``.
    """
    election = _taking(election)
    access = access_of(actor)
    access.require(NOMINATE, election)
    if given.post.election_id != election.pk:
        raise NotFound()
    if given.nominated_by not in NominatedBy.values:
        raise _wrong("nominated_by", _("请选择。"), "invalid")
    row = _on_roll(election, given.number)
    nominators = _nominators(election, given, row)
    if given.user is not None and given.user.pk == actor.pk:
        raise _wrong("number", _("不能登记自己的提名。"), "self")
    try:
        with transaction.atomic():
            candidate = Candidate.objects.create(
                post=given.post,
                registration=row,
                user=given.user or row.user,
                name=row.name,
                is_woman=given.is_woman,
                nominated_by=given.nominated_by,
                introduction=given.introduction.strip(),
            )
    except IntegrityError as error:
        raise _wrong("number", _("此人已被提名这个职务。"), "twice") from error
    candidate.nominators.set(nominators)
    officers_clear_of(election, candidate.user)
    data = {"candidate": candidate.pk, "by": given.nominated_by, "nominators": len(nominators)}
    post = access.post_for(NOMINATE, election)
    record_append(subject=election, verb="nominate", actor=actor, post=post, data=data)
    return candidate


def _locked(candidate: Candidate) -> Candidate:
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("registration")
    return rows.get(pk=candidate.pk)


@transaction.atomic
def candidate_check(
    *,
    actor,
    candidate: Candidate,
    is_qualified: bool,
    barred: str = "",
    why: str = "",
    has_accepted: bool = True,
) -> Candidate:
    """Whether the person may stand, and whether they agree to.

    barred  of a refusal: the code of a ground in the election's frozen rules (§18)
    RuleViolated on ``barred``, ``why`` (a refusal names both) or ``has_accepted``.
    """
    election = _taking(candidate.post.election)
    access = access_of(actor)
    access.require(RUN, election)
    row = _locked(candidate)
    if actor.pk in (row.user_id, row.registration.user_id):
        raise TransitionRefused(_("不能审查自己。"), code="self")
    if row.state != CandidateState.NOMINATED:
        raise TransitionRefused(_("这个提名已经审查过了。"), code="checked")
    if not is_qualified and barred not in grounds_of(election):
        raise _wrong("barred", _("请选是法律列出的哪一种情形。"), "required")
    if not is_qualified and not why.strip():
        raise _wrong("why", _("请写明不合格的理由。"), "required")
    if is_qualified and not has_accepted:
        raise _wrong("has_accepted", _("候选人要本人同意。"), "accepted")
    row.state = CandidateState.QUALIFIED if is_qualified else CandidateState.REFUSED
    row.state_why, row.checked_by = why.strip()[:200], actor
    row.barred = "" if is_qualified else barred
    row.accepted_on = clock.today() if is_qualified else None
    row.save()
    _note(election, actor, "check", candidate=row.pk, state=row.state)
    return row


@transaction.atomic
def candidate_withdraw(*, actor, candidate: Candidate, why: str) -> Candidate:
    """The person does not stand any more; noted until the vote begins. Too few left: nominations
    open again (``renominate``)."""
    election = subject_lock(candidate.post.election)
    access_of(actor).require(RUN, election)
    if election.status not in UNTIL_THE_VOTE:
        raise TransitionRefused(_("投票已经开始。"), code="state")
    row = _locked(candidate)
    if row.state in {CandidateState.WITHDRAWN, CandidateState.REFUSED}:
        raise TransitionRefused(_("这个提名已经不在了。"), code="state")
    if not why.strip():
        raise _wrong("why", _("请写明理由。"), "required")
    row.state, row.state_why = CandidateState.WITHDRAWN, why.strip()[:200]
    row.save(update_fields=["state", "state_why"])
    _note(election, actor, "withdraw_candidate", candidate=row.pk)
    return row


def voter_left(election: Election, registration: VoterRegistration, why: str) -> None:
    """The house: a name left the roll by a ruling; it neither stands nor nominates any more. A
    joint nomination that is left with too few voters falls with it."""
    rows = Candidate.objects.filter(post__election=election)
    rows = rows.exclude(state__in=[CandidateState.WITHDRAWN, CandidateState.REFUSED])
    for row in rows.filter(registration=registration):
        _fall(election, row, why)
    least = election.rules["nomination"]["joint_voters"]
    for row in rows.filter(nominators=registration):
        row.nominators.remove(registration)
        if row.nominators.count() < least:
            _fall(election, row, _("联名的选民不足 %(n)d 位") % {"n": least})


def _fall(election: Election, row: Candidate, why: str) -> None:
    row.state, row.state_why = CandidateState.WITHDRAWN, why[:200]
    row.save(update_fields=["state", "state_why"])
    data = {"candidate": row.pk, "why": row.state_why}
    record_append(subject=election, verb="withdraw_candidate", actor=None, data=data)


@transaction.atomic
def candidate_link(*, actor, candidate: Candidate, user) -> Candidate:
    """Which account gets the seat: needed before the result is announced. RuleViolated on
    ``user``: somebody else's candidature has it."""
    election = subject_lock(candidate.post.election)
    access_of(actor).require(RUN, election)
    if election.status in {ElectionStatus.ANNOUNCED, ElectionStatus.FILED}:
        raise TransitionRefused(_("结果已经公布。"), code="state")
    row = _locked(candidate)
    others = Candidate.objects.filter(post__election=election, user=user)
    if others.exclude(registration=row.registration_id).exists():
        raise _wrong("user", _("这个账号已属于另一位候选人。"), "twice")
    row.user = user
    row.save(update_fields=["user"])
    officers_clear_of(election, user)
    _note(election, actor, "link_candidate", candidate=row.pk)
    return row


def _note(election: Election, actor, verb: str, **data) -> None:
    post = access_of(actor).post_for(RUN, election)
    record_append(subject=election, verb=verb, actor=actor, post=post, data=data)
