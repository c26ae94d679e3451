"""Demands for a recall: started, signed online and on paper against one roll, reached (§20)."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from committees.models import Election, ElectionKind, Membership, RecallPetition, RecallSignature
from committees.models.polls import Source
from committees.selectors.recalls import (
    Signer,
    origin_of,
    roll_size,
    signer_numbered,
    signer_of,
    verdict_of,
)
from committees.services.bodies import chain_of
from committees.workflows.elections import OVER
from committees.workflows.recalls import PetitionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact, end_of
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for
from portal.services.files import pictures_take
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock, transition_apply

START, ENTER = "committees.start_recall", "committees.enter_recall_signature"


def _wrong(field: str, words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field=field, code=code)


def is_in_office(membership: Membership) -> bool:
    """Whether the seat is still held."""
    ends = membership.valid_to
    return not membership.ended_ground and (ends is None or ends > clock.today())


def petition_start(
    *, actor, membership: Membership, reasons: str, form: str = "", submit_key
) -> RecallPetition:
    """Start a demand and, where one is on its roll, sign it. The roll is that of the election that
    filled the seat; ``form`` only where the portal does not know it. The same ``submit_key`` is
    the same demand. RuleViolated on ``reasons`` or ``form``."""
    known = RecallPetition.objects.filter(submit_key=submit_key, started_by=actor).first()
    if known:
        return known
    if not reasons.strip():
        raise _wrong("reasons", _("要求罢免应当写明理由（§20）。"), "required")
    try:
        return _start(actor, membership, reasons.strip(), form, submit_key)
    except IntegrityError:
        known = RecallPetition.objects.filter(submit_key=submit_key, started_by=actor).first()
        if known is None:
            words = _("对此人的罢免要求已在联名，可以去签名。")
            raise TransitionRefused(words, code="running") from None
        return known


@transaction.atomic
def _start(actor, membership: Membership, reasons: str, form: str, submit_key) -> RecallPetition:
    if not is_in_office(membership):
        raise TransitionRefused(_("此人已不在任。"), code="over")
    votes = Election.objects.filter(membership=membership, kind=ElectionKind.RECALL)
    if votes.exclude(status__in=OVER).exists():
        words = _("对此人的罢免表决正在进行。")
        raise TransitionRefused(words, code="voting")
    community, today = membership.committee.community, clock.today()
    law = rule_set_for(today, community)
    rules = {"demand": law.rules["recall"]["demand"], "title": law.title, "code": law.code}
    origin = origin_of(membership)
    form = origin.form if origin else form
    if form not in rules["demand"]["shares"]:
        raise _wrong("form", _("适用的法律没有按这种名册的罢免联名。"), "form")
    size = roll_size(community, origin, form)
    if not size:
        words = _("还不知道名册有多少人：请先登记居民代表，或由管理员填写社区的户数和成年人口。")
        raise _wrong("form", words, "no_roll")
    petition = RecallPetition(
        **chain_of(community),
        membership=membership,
        origin=origin,
        form=form,
        reasons=reasons,
        rules=rules,
        size=size,
        closes_on=today + timedelta(days=rules["demand"]["collect_days"]),
        started_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(START, petition)
    post = access.post_for(START, petition)
    data = {"form": form, "size": size, "membership": membership.pk}
    subject_create(petition, actor=actor, post=post, verb="start", data=data)
    signer = signer_of(petition, actor)
    if signer is not None:
        _sign(petition, signer, actor)
    return RecallPetition.objects.get(pk=petition.pk)


def _locked(petition: RecallPetition) -> RecallPetition:
    petition = subject_lock(petition)
    if not petition.takes_signatures:
        raise TransitionRefused(_("现在不收联名：人数已到，或已截止。"), code="not_taken")
    return petition


def _store(petition: RecallPetition, signer: Signer, **fields) -> RecallSignature:
    key = salted_hmac("committees.recall", f"{petition.pk}|{signer.key}", algorithm="sha256")
    try:
        with transaction.atomic():
            return RecallSignature.objects.create(
                petition=petition,
                registration=signer.registration,
                representative=signer.representative,
                person_key=key.hexdigest(),
                name=signer.name,
                entered_at=clock.now(),
                **fields,
            )
    except IntegrityError as error:
        words = _("这个人（这一户）已经联过名，网上和纸面合起来只计一份。")
        raise TransitionRefused(words, code="already_signed") from error


def _sign(petition: RecallPetition, signer: Signer, actor) -> RecallSignature:
    words = {"source": Source.ONLINE, "entered_by": actor, "confirmed_at": clock.now()}
    row = _store(petition, signer, **words)
    _recorded(petition, "sign", actor, START, row)
    _reach(petition)
    return row


@transaction.atomic
def petition_sign(*, actor, petition: RecallPetition) -> RecallSignature:
    """Sign online: whoever is on the roll by their account. Signing twice is one signature.
    TransitionRefused for whoever is not on it (they sign on paper)."""
    access_of(actor).require(START, petition)
    petition = subject_lock(petition)
    signer = signer_of(petition, actor)
    if signer is None:
        words = _("名册上没有与您的账号关联的名字，请在纸质联名册上签名。")
        raise TransitionRefused(words, code="not_on_roll")
    mine = petition.signatures.filter(refused_at__isnull=True, entered_by=actor)
    mine = mine.filter(source=Source.ONLINE).first()
    if mine is not None:
        return mine
    return _sign(_locked(petition), signer, actor)


@transaction.atomic
def paper_enter(
    *, actor, petition: RecallPetition, number: int | None, name: str = "", door: str = "", scans=()
) -> RecallSignature:
    """Write down a signature given on paper, with its scan: by the number on the roll of the
    election, or by name and door where the portal has no such roll. It counts once a second person
    has confirmed it. RuleViolated on ``number``, ``name``, ``door`` or ``scan``."""
    access_of(actor).require(ENTER, petition)
    _not_oneself(petition, actor)
    petition = _locked(petition)
    signer = signer_numbered(petition, number, name, door)
    scans = [scan for scan in scans if scan]
    if not scans:
        raise _wrong("scan", _("请附上签名页的照片。"), "required")
    scan = pictures_take(actor=actor, uploads=scans, limit=1, field="scan")[0]
    row = _store(petition, signer, source=Source.PAPER, scan=scan, entered_by=actor)
    _recorded(petition, "enter_paper", actor, ENTER, row)
    return row


@transaction.atomic
def paper_check(
    *, actor, petition: RecallPetition, signature_id: int, is_right: bool
) -> RecallSignature:
    """A second person compares the entry with its paper: right counts, wrong frees the place."""
    access_of(actor).require(ENTER, petition)
    _not_oneself(petition, actor)
    petition = _locked(petition)
    row = petition.signatures.filter(pk=signature_id, source=Source.PAPER).first()
    if row is None:
        raise NotFound()
    if row.checked_by_id:
        raise TransitionRefused(_("这一份已经复核过了。"), code="checked")
    if row.entered_by_id == actor.pk:
        raise TransitionRefused(_("自己录入的由别人复核（I4）。"), code="own")
    row.checked_by = actor
    row.confirmed_at = clock.now() if is_right else None
    row.refused_at = None if is_right else clock.now()
    row.save(update_fields=["checked_by", "confirmed_at", "refused_at"])
    _recorded(petition, "confirm" if is_right else "refuse", actor, ENTER, row)
    _reach(petition)
    return row


def _not_oneself(petition: RecallPetition, actor) -> None:
    if petition.membership.user_id == actor.pk:
        raise TransitionRefused(_("不能经手对自己的罢免。"), code="self")


def _recorded(petition: RecallPetition, verb: str, actor, permission: str, row) -> None:
    post = access_of(actor).post_for(permission, petition)
    words = {"post": post, "data": {"signature": row.pk}, "is_public": False}
    record_append(subject=petition, verb=verb, actor=actor, **words)


def _reach(petition: RecallPetition) -> None:
    """The duty and its clock begin with the signature that reaches the share."""
    verdict = verdict_of(petition)
    if verdict.outcome != "met":
        return
    due_on = clock.today() + timedelta(days=petition.rules["demand"]["convene_days"])
    changes = {"reached_at": clock.now(), "due_on": due_on}
    data = {step.name: step.left for step in verdict.steps} | {"due_on": due_on.isoformat()}
    data |= clock_fact("started", after=end_of(due_on))
    transition_apply(petition, "reach", changes=changes, data=data)


def petition_withdraw(*, actor, petition: RecallPetition, remark: str, version=None):
    """The one who started it takes it back while it is being signed."""
    words = {"remark": remark, "remark_is_public": True}
    return transition_apply(petition, "withdraw", actor=actor, version=version, **words).subject


def petition_reopen(election: Election) -> None:
    """The house: the vote of a demand was stopped before its day, so the duty stands as it stood,
    with the same last day. An election that no demand called for changes nothing."""
    petition = election.petition
    if petition is None or petition.status != PetitionStatus.CALLED:
        return
    data = {"election": election.pk} | clock_fact("again", after=end_of(petition.due_on))
    transition_apply(petition, "reopen", data=data)


def petitions_sweep() -> int:
    """End those whose time ran out, and those of somebody who left the seat; how many."""
    running = (PetitionStatus.COLLECTING, PetitionStatus.REACHED)
    rows = RecallPetition.objects.filter(status__in=running).select_related("membership")
    found = 0
    for petition in rows:
        if not is_in_office(petition.membership):
            was_due = petition.status == PetitionStatus.REACHED
            transition_apply(petition, "end", data=clock_fact("stopped") if was_due else None)
        elif petition.status == PetitionStatus.COLLECTING and clock.today() > petition.closes_on:
            transition_apply(petition, "lapse")
        else:
            continue
        found += 1
    return found
