"""Minutes: drafted when a meeting ends, circulated, amended, signed and locked."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from committees.models import Meeting, Minutes, MinutesAmendment, MinutesSignature, MinutesVersion
from committees.selectors.papers import minutes_data
from committees.selectors.presence import people_present
from committees.texts import canonical_hash
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.selectors.rules import rule_set_for
from portal.services.transitions import subject_create, subject_lock, transition_apply

KEEP = "committees.keep_minutes"
# For rule sets stored before they named the days.
REVIEW = {"review_days": 3}


@transaction.atomic
def minutes_draft(*, actor, meeting: Meeting) -> Minutes:
    """The first version, from what was stored: agenda, presence, votes and notes."""
    minutes = Minutes(
        community_id=meeting.community_id,
        subdistrict_id=meeting.subdistrict_id,
        district_id=meeting.district_id,
        meeting=meeting,
        chaired_by=actor,
        present=sorted({*people_present(meeting), actor.pk}),
    )
    post = access_of(actor).post_for(KEEP, minutes)
    subject_create(minutes, actor=actor, post=post, verb="draft", is_public=False)
    # The paper's language is Chinese whoever presses the button.
    with translation.override("zh-hans"):
        content = {**minutes_data(meeting), "summary": "", "corrections": []}
    _version_add(minutes, actor, content, number=1)
    return minutes


def _version_add(minutes: Minutes, actor, content: dict, number: int) -> MinutesVersion:
    return MinutesVersion.objects.create(
        minutes=minutes,
        number=number,
        content=content,
        text_hash=canonical_hash(content),
        made_by=actor,
        created_at=clock.now(),
    )


def _renewed(minutes: Minutes, actor, name: str, changed: dict, **step) -> Minutes:
    """The transition ``name`` with a new version that differs in ``changed``."""
    number = minutes.number + 1
    content = {**minutes.current.content, **changed}
    renewed = transition_apply(
        minutes, name, actor=actor, changes={"number": number}, data={"number": number}, **step
    ).subject
    _version_add(renewed, actor, content, number)
    return renewed


@transaction.atomic
def minutes_revise(*, actor, minutes: Minutes, summary: str, version: int | None = None) -> Minutes:
    """Write or rewrite the summary while nobody else has seen the draft. StaleWrite when another
    one wrote meanwhile."""
    minutes = subject_lock(minutes)
    return _renewed(minutes, actor, "revise", {"summary": summary.strip()}, version=version)


@transaction.atomic
def minutes_circulate(*, actor, minutes: Minutes, version: int | None = None) -> Minutes:
    """Lay it before those who were there, for as many days as the rules of today say."""
    moment = clock.now()
    rules = rule_set_for(clock.today(), minutes.community).rules.get("minutes", REVIEW)
    closes_at = moment + timedelta(days=rules["review_days"])
    changes = {"circulated_at": moment, "closes_at": closes_at}
    step = transition_apply(minutes, "circulate", actor=actor, version=version, changes=changes)
    return step.subject


@transaction.atomic
def amendment_propose(*, actor, minutes: Minutes, text: str, submit_key) -> MinutesAmendment:
    """Somebody who was there asks for a correction; the same form twice is one."""
    minutes = subject_lock(minutes)
    known = MinutesAmendment.objects.filter(submit_key=submit_key, author=actor).first()
    if known is not None:
        return known
    amendment = MinutesAmendment.objects.create(
        minutes=minutes,
        author=actor,
        text=text.strip(),
        submit_key=submit_key,
        created_at=clock.now(),
    )
    data = {"amendment": amendment.pk}
    transition_apply(minutes, "propose_amendment", actor=actor, data=data, is_public=False)
    return amendment


@transaction.atomic
def amendment_decide(
    *, actor, minutes: Minutes, pk: int, is_accepted: bool, answer: str = ""
) -> MinutesAmendment:
    """Accept a correction (a new version, to be signed anew) or decline it with an answer; never
    one's own (I4). NotFound, RuleViolated on ``answer``, TransitionRefused when it is decided."""
    minutes = subject_lock(minutes)
    amendment = MinutesAmendment.objects.filter(minutes=minutes, pk=pk).first()
    if amendment is None:
        raise NotFound()
    if amendment.decided_at is not None:
        raise TransitionRefused(_("这条补正已经答复过了。"), code="decided")
    if amendment.author_id == actor.pk:
        raise TransitionRefused(_("自己提出的补正由别人答复（I4）。"), code="own")
    if not is_accepted and not answer.strip():
        raise RuleViolated(_("不采纳请写明理由。"), field="answer", code="required")
    data = {"amendment": amendment.pk}
    if is_accepted:
        row = {"who": amendment.author.name, "text": amendment.text}
        rows = [*minutes.current.content["corrections"], row]
        _renewed(minutes, actor, "amend", {"corrections": rows})
    else:
        transition_apply(minutes, "decline_amendment", actor=actor, data=data)
    amendment.is_accepted, amendment.answer = is_accepted, answer.strip()
    amendment.decided_by, amendment.decided_at = actor, clock.now()
    amendment.save(update_fields=["is_accepted", "answer", "decided_by", "decided_at"])
    return amendment


@transaction.atomic
def minutes_sign(*, actor, minutes: Minutes, number: int | None = None) -> MinutesSignature:
    """Sign the version that holds now. A second signature answers with the first; a form drawn
    from an older version is refused, for its reader saw other words."""
    minutes = subject_lock(minutes)
    if number is not None and number != minutes.number:
        raise TransitionRefused(_("会议记录有了新的一稿，请看过再签名。"), code="version")
    current = minutes.current
    known = current.signatures.filter(user=actor).first()
    if known is not None:
        return known
    transition_apply(minutes, "sign", actor=actor, data={"number": minutes.number})
    return MinutesSignature.objects.create(version=current, user=actor, created_at=clock.now())


@transaction.atomic
def minutes_lock(*, actor, minutes: Minutes, version: int | None = None) -> Minutes:
    """The end: signed, nothing undecided. Refused when the stored words do not fit their hash."""
    minutes = subject_lock(minutes)
    current = minutes.current
    if canonical_hash(current.content) != current.text_hash:
        words = _("会议记录的文字与指纹不一致，不能定稿，请联系管理员。")
        raise TransitionRefused(words, code="tampered")
    return transition_apply(
        minutes,
        "lock",
        actor=actor,
        version=version,
        changes={"locked_at": clock.now()},
        data={"number": minutes.number, "text_hash": current.text_hash},
    ).subject
