"""Written proxies of voters who are away (§19): who may take a ballot for whom."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from committees.models import Candidate, Election, ElectionForm, VoterProxy, VoterRegistration
from committees.models.candidates import CandidateState
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_lock

OPEN = {ElectionStatus.ROLL_PUBLISHED, ElectionStatus.NOMINATED, ElectionStatus.MET_RESIDENTS}


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def standing_of(election: Election):
    """The proxies of this vote that have not been taken back."""
    return election.proxies.filter(revoked_on__isnull=True)


def _voter(election: Election, number: int, field: str) -> VoterRegistration:
    row = VoterRegistration.objects.filter(
        election=election.roll_holder_id,
        roll=election.form,
        removed_on__isnull=True,
        number=number,
    ).first()
    if row is None:
        raise _wrong(field, _("名单上没有这个序号。"), "missing")
    return row


def _check_holder(election: Election, holder: VoterRegistration) -> None:
    rules = election.rules["proxy"]
    names = [pk for pk in (holder.pk, holder.voter_id) if pk]
    standing = Candidate.objects.filter(post__election=election, registration__in=names)
    gone = (CandidateState.WITHDRAWN, CandidateState.REFUSED)
    if standing.exclude(state__in=gone).exists():
        article = rules.get("candidates_article", rules["article"])
        words = _("候选人不能接受委托（%(article)s）。") % {"article": article}
        raise _wrong("holder", words, "candidate")
    if standing_of(election).filter(giver=holder).exists():
        raise _wrong("holder", _("此人已委托别人代投，不能再受托。"), "away")
    if standing_of(election).filter(holder=holder).count() >= rules["most"]:
        words = _("每人最多接受 %(n)d 份委托（%(article)s）。")
        words %= {"n": rules["most"], "article": rules.get("most_article", rules["article"])}
        raise _wrong("holder", words, "too_many")


def _kinship(rules: dict, kinship: str) -> str:
    """The kinship that the law asks for, "" where it asks for none."""
    kin = rules.get("kin")
    if kin is None:
        return ""
    if kinship not in kin["kinds"]:
        words = _("只能委托近亲属代投（%(article)s），请选受托人是委托人的什么人。") % kin
        raise _wrong("kinship", words, "kin")
    return kinship


@transaction.atomic
def proxy_note(
    *,
    actor,
    election: Election,
    giver: int,
    holder: int,
    reason: str,
    kinship: str = "",
    scans=(),
) -> VoterProxy:
    """Note a written proxy by the two numbers of the roll that votes, before the vote begins, with
    a photograph of the paper if there is one. A runoff needs proxies of its own. ``kinship`` is
    what the holder is to the giver, where the law lets near kin alone (a village, §15); elsewhere
    it is not kept. RuleViolated on ``giver``, ``holder``, ``kinship``, ``reason`` or ``scan``."""
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
    kinship = _kinship(rules, kinship)
    away, there = _voter(election, giver, "giver"), _voter(election, holder, "holder")
    if away.pk == there.pk:
        raise _wrong("holder", _("不能委托自己。"), "self")
    if standing_of(election).filter(giver=away).exists():
        raise _wrong("giver", _("此人已经委托过了。"), "twice")
    if standing_of(election).filter(holder=away).exists():
        raise _wrong("giver", _("此人已接受别人的委托，不能再委托。"), "holds")
    _check_holder(election, there)
    scans = [scan for scan in scans if scan]
    scan = pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0] if scans else None
    row = VoterProxy.objects.create(
        election=election,
        giver=away,
        holder=there,
        reason=reason.strip()[:100],
        kinship=kinship,
        scan=scan,
        noted_by=actor,
    )
    _note(election, actor, "proxy", row)
    return row


@transaction.atomic
def proxy_revoke(*, actor, proxy: VoterProxy, why: str) -> VoterProxy:
    """The voter takes it back, before the vote begins. RuleViolated on ``why``."""
    election = subject_lock(proxy.election)
    access_of(actor).require(RUN, election)
    if election.status not in OPEN:
        raise TransitionRefused(_("投票已经开始。"), code="state")
    row = VoterProxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    if row.revoked_on is not None:
        raise TransitionRefused(_("这份委托已经撤销。"), code="revoked")
    if not why.strip():
        raise _wrong("why", _("请写明理由。"), "required")
    row.revoked_on, row.revoked_why = clock.today(), why.strip()[:100]
    row.save(update_fields=["revoked_on", "revoked_why"])
    _note(election, actor, "revoke_proxy", row)
    return row


def proxies_fall(election: Election, voter: VoterRegistration, why: str) -> None:
    """The house: a name left the roll, and with it every mandate it gave or held."""
    names = Q(giver=voter) | Q(giver__voter=voter) | Q(holder=voter) | Q(holder__voter=voter)
    for row in standing_of(election).filter(names):
        row.revoked_on, row.revoked_why = clock.today(), why[:100]
        row.save(update_fields=["revoked_on", "revoked_why"])
        _note(election, None, "revoke_proxy", row)


def _note(election: Election, actor, verb: str, row: VoterProxy) -> None:
    post = access_of(actor).post_for(RUN, election) if actor is not None else None
    words = {"post": post, "data": {"proxy": row.pk}, "is_public": False}
    record_append(subject=election, verb=verb, actor=actor, **words)
