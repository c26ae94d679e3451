"""Petitions (信访工作条例 2022): transferred, answered, looked at again; every clock."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.deadlines import clock_fact, step_fact
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.selectors.calendar import deadline_after
from portal.services.transitions import subject_create, transition_apply
from workstations.models import CaseBody, Petition, PetitionClaim
from workstations.models.petitions import (
    MOST_DELEGATES,
    PetitionChannel,
    PetitionKind,
    RefusalGround,
)
from workstations.services.cases import chain_at, complaint_enter
from workstations.workflows.petitions import HANDLE

# XF §22, §23, §34–36. Only the dispute of competence is counted in working days.
TRANSFER_DAYS, ANSWER_DAYS, EXTENSION_DAYS, ASK_DAYS, REVIEW_DAYS = 15, 60, 30, 30, 30
DISPUTE_WORKING_DAYS = 5
PLAIN = frozenset(
    {
        *("transfer", "dispute", "acknowledge", "ask_extension", "grant_extension"),
        *("deny_extension", "ask_review", "ask_re_review", "end", "withdraw"),
    }
)
# Words that the petitioner may read; a question for more time is between the offices.
SHARED = frozenset({"ask_review", "ask_re_review", "withdraw"})


@dataclass(frozen=True, kw_only=True)
class PetitionDraft:
    """What is petitioned. ``name`` and ``contact`` only where it came on paper or by a visit."""

    community: Division
    kind: str
    title: str
    text: str
    channel: str = PetitionChannel.ONLINE
    name: str = ""
    contact: str = ""
    delegates: int = 1


def _clock(days: int | None) -> dict:
    now = clock.now()
    due_at = None if days is None else deadline_after(now, days, "d")
    return {"clock_from": now, "due_at": due_at}


def petition_file(*, actor, draft: PetitionDraft, submit_key) -> Petition:
    """Petition oneself, online. The same key is the same petition. RuleViolated on ``kind``,
    ``title`` or ``text``."""
    known = Petition.objects.filter(submit_key=submit_key, claim__user=actor).first()
    return known or _registered(actor, draft, submit_key, user=actor, by=None)


def petition_register(*, actor, draft: PetitionDraft, submit_key) -> Petition:
    """Write down a letter or a visit (petition officer); a joint visit sends at most five (XF
    §27). RuleViolated on ``name``, ``delegates``, ``channel`` or as above; Refused."""
    known = Petition.objects.filter(submit_key=submit_key, registered_by=actor).first()
    if known:
        return known
    access_of(actor).require(HANDLE, _new(draft, submit_key))
    if draft.channel not in {PetitionChannel.LETTER, PetitionChannel.VISIT}:
        raise RuleViolated(_("请选择来信或者走访。"), field="channel", code="invalid")
    if not draft.name.strip():
        raise RuleViolated(_("请填写信访人。"), field="name", code="required")
    if not 1 <= draft.delegates <= MOST_DELEGATES:
        words = _("多人走访要推选代表，不超过五人（条例第二十七条）。")
        raise RuleViolated(words, field="delegates", code="many")
    return _registered(actor, draft, submit_key, user=None, by=actor)


def _new(draft: PetitionDraft, submit_key) -> Petition:
    return Petition(
        **chain_at(draft.community),
        kind=draft.kind,
        channel=draft.channel,
        delegates=draft.delegates,
        submit_key=submit_key,
        created_at=clock.now(),
        **_clock(TRANSFER_DAYS),
    )


def _registered(actor, draft: PetitionDraft, submit_key, *, user, by) -> Petition:
    for field in ("title", "text"):
        if not getattr(draft, field).strip():
            raise RuleViolated(_("请填写。"), field=field, code="required")
    if draft.kind not in PetitionKind.values:
        raise RuleViolated(_("请选择。"), field="kind", code="invalid")
    petition = _new(draft, submit_key)
    petition.registered_by = by
    post = access_of(by).post_for(HANDLE, petition) if by else None
    try:
        with transaction.atomic():
            # Whose it is stands in the claim alone.
            data = {"kind": draft.kind, "channel": draft.channel}
            data |= clock_fact("started", after=petition.due_at)
            words = {"data": data, "is_public": False}
            subject_create(petition, actor=by, post=post, verb="register", **words)
            PetitionClaim.objects.create(
                petition=petition,
                user=user,
                name=draft.name.strip(),
                contact=draft.contact.strip(),
                title=draft.title.strip(),
                text=draft.text.strip(),
            )
    except IntegrityError:
        known = Petition.objects.filter(submit_key=submit_key, claim__user=user).first()
        if known is None:
            raise
        return known
    return petition


def petition_step(
    *, actor, petition: Petition, name: str, remark: str = "", version=None
) -> Petition:
    """A step without a form of its own (``PLAIN``); NotFound for any other."""
    if name not in PLAIN:
        raise NotFound()
    changes = _changes(petition, name, actor)
    words = {"remark": remark, "remark_is_public": name in SHARED, "version": version}
    return _moved(petition, name, actor=actor, changes=changes, **words)


def _moved(petition: Petition, name: str, *, actor, changes, data=None, **words) -> Petition:
    """One transition, with what the clock did kept in the record."""
    fact = {}
    if name == "grant_extension":
        fact = clock_fact("extended", petition.due_at, changes["due_at"])
    elif "due_at" in changes:
        fact = step_fact(changes["due_at"])
    given = {"changes": changes, "data": (data or {}) | fact, **words}
    return transition_apply(petition, name, actor=actor, **given).subject


def _changes(petition: Petition, name: str, actor) -> dict:
    """What a step sets beside the state."""
    now = clock.now()
    if name == "transfer":
        until = deadline_after(now, DISPUTE_WORKING_DAYS, "wd")
        return {"dispute_until": until, **_clock(TRANSFER_DAYS)}
    if name == "dispute":
        return {"dispute_until": None, **_clock(TRANSFER_DAYS)}
    if name == "grant_extension":
        later = deadline_after(petition.due_at, EXTENSION_DAYS, "d")
        return {"due_at": later, "is_extended": True, "extension_asked_by": None}
    given = {
        "acknowledge": _clock(ANSWER_DAYS),
        "ask_extension": {"extension_asked_by": actor},
        "deny_extension": {"extension_asked_by": None},
        "ask_review": {"ask_until": None, **_clock(REVIEW_DAYS)},
        "ask_re_review": {"ask_until": None, **_clock(REVIEW_DAYS)},
        "end": {"ask_until": None, **_clock(None)},
        "withdraw": _clock(None) | {"extension_asked_by": None},
    }
    return given[name]


def petition_refuse(
    *,
    actor,
    petition: Petition,
    ground: str,
    where_to_go: str,
    duplicate_of: Petition | None = None,
    version=None,
) -> Petition:
    """What belongs before a court or an arbitrator, or is already being dealt with, is not taken,
    and told where to go. RuleViolated on ``ground``, ``where_to_go`` or ``duplicate_of``."""
    if ground not in RefusalGround.values:
        raise RuleViolated(_("请选择。"), field="ground", code="invalid")
    if not where_to_go.strip():
        raise RuleViolated(_("请写明该去哪里。"), field="where_to_go", code="required")
    is_same = ground == RefusalGround.DUPLICATE
    if is_same and (duplicate_of is None or duplicate_of.pk == petition.pk):
        words = _("请写明与哪一件重复（信访编号）。")
        raise RuleViolated(words, field="duplicate_of", code="required")
    changes = {"refusal": ground, "where_to_go": where_to_go.strip(), **_clock(None)}
    changes["duplicate_of"] = duplicate_of if is_same else None
    words = {"changes": changes, "version": version, "data": {"ground": ground}}
    return _moved(petition, "refuse", actor=actor, **words)


@transaction.atomic
def petition_hand_over(*, actor, petition: Petition, body: str, version=None) -> Petition:
    """A report of misconduct becomes a supervision case; what it says goes to the inspector alone
    (XF §30). RuleViolated on ``body``."""
    if body not in CaseBody.values:
        raise RuleViolated(_("请选择。"), field="body", code="invalid")
    given = {"version": version, "changes": _clock(None)}
    petition = _moved(petition, "hand_over", actor=actor, **given)
    case = complaint_enter(
        actor=actor,
        community=petition.community,
        body=body,
        text=f"{petition.claim.title}\n{petition.claim.text}",
        submit_key=petition.submit_key,
        complainant=petition.claim.user,
    )
    petition.case = case
    petition.save(update_fields=["case"])
    return petition


def petition_answer(*, actor, petition: Petition, text: str, version=None) -> Petition:
    """The written answer; thirty days to ask for a review. RuleViolated on ``text``."""
    changes = {"answer": _wanted(text), "answered_by": actor} | _may_ask()
    late = petition.due_at is not None and clock.now() > petition.due_at
    given = {"changes": changes, "version": version, "data": {"on_time": not late}}
    return _moved(petition, "answer", actor=actor, **given)


def petition_review(*, actor, petition: Petition, text: str, version=None) -> Petition:
    """The district's second look, by another. RuleViolated on ``text``."""
    changes = {"review": _wanted(text), "reviewed_by": actor} | _may_ask()
    given = {"changes": changes, "version": version}
    return _moved(petition, "review", actor=actor, **given)


def petition_re_review(*, actor, petition: Petition, text: str, version=None) -> Petition:
    """The last look, by the authority above the district, written down by the petition office.
    RuleViolated on ``text``."""
    changes = {"re_review": _wanted(text), **_clock(None)}
    given = {"changes": changes, "version": version}
    return _moved(petition, "re_review", actor=actor, **given)


def _wanted(text: str) -> str:
    if not text.strip():
        raise RuleViolated(_("请填写。"), field="text", code="required")
    return text.strip()


def _may_ask() -> dict:
    return {"ask_until": deadline_after(clock.now(), ASK_DAYS, "d"), **_clock(None)}
