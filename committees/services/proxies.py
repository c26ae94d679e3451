"""Written proxies of voters who are away (§19): who may take a ballot for whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Candidate, Election, ElectionForm, VoterProxy, VoterRegistration
from committees.models.candidates import CandidateState
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

OPEN = {ElectionStatus.ROLL_PUBLISHED, ElectionStatus.NOMINATED, ElectionStatus.MET_RESIDENTS}


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def _voter(election: Election, number: int, field: str) -> VoterRegistration:
    row = VoterRegistration.objects.filter(
        election=election.roll_holder_id, removed_on__isnull=True, number=number
    ).first()
    if row is None:
        raise _wrong(field, _("名单上没有这个序号。"), "missing")
    return row


def _check_holder(election: Election, holder: VoterRegistration) -> None:
    rules = election.rules["proxy"]
    standing = Candidate.objects.filter(post__election=election, registration=holder)
    gone = (CandidateState.WITHDRAWN, CandidateState.REFUSED)
    if standing.exclude(state__in=gone).exists():
        words = _("候选人不能接受委托（%(article)s）。") % {"article": rules["article"]}
        raise _wrong("holder", words, "candidate")
    if VoterProxy.objects.filter(giver=holder).exists():
        raise _wrong("holder", _("此人已委托别人代投，不能再受托。"), "away")
    if election.proxies.filter(holder=holder).count() >= rules["most"]:
        words = _("每人最多接受 %(n)d 份委托（%(article)s）。")
        words %= {"n": rules["most"], "article": rules["article"]}
        raise _wrong("holder", words, "too_many")


@transaction.atomic
def proxy_note(*, actor, election: Election, giver: int, holder: int, reason: str) -> VoterProxy:
    """Note a written proxy by the two numbers of the roll, before the vote begins. RuleViolated on
    ``giver``, ``holder`` or ``reason``."""
    election = subject_lock(election)
    access = access_of(actor)
    access.require(RUN, election)
    rules = election.rules["proxy"]
    if election.form == ElectionForm.REPRESENTATIVES and not rules["in_representatives_form"]:
        words = _("居民代表选举不能委托（%(article)s）。") % {"article": rules["article"]}
        raise TransitionRefused(words, code="form")
    if election.status not in OPEN:
        words = _("委托在名单公布以后、投票开始以前登记。")
        raise TransitionRefused(words, code="state")
    if not reason.strip():
        raise _wrong("reason", _("请写明外出原因。"), "required")
    away, there = _voter(election, giver, "giver"), _voter(election, holder, "holder")
    if away.pk == there.pk:
        raise _wrong("holder", _("不能委托自己。"), "self")
    if VoterProxy.objects.filter(giver=away).exists():
        raise _wrong("giver", _("此人已经委托过了。"), "twice")
    if election.proxies.filter(holder=away).exists():
        raise _wrong("giver", _("此人已接受别人的委托，不能再委托。"), "holds")
    _check_holder(election, there)
    row = VoterProxy.objects.create(
        election=election, giver=away, holder=there, reason=reason.strip()[:100], noted_by=actor
    )
    post = access.post_for(RUN, election)
    words = {"post": post, "data": {"proxy": row.pk}, "is_public": False}
    record_append(subject=election, verb="proxy", actor=actor, **words)
    return row
