"""Sealed votes before the key: what is asked, when, and who is on the roll."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees import sealing
from committees.guards.sealed import require_not_appraised
from committees.models import (
    Appraisal,
    Consultation,
    Membership,
    Motion,
    SealedKind,
    SealedVote,
)
from committees.services.bodies import chain_of
from committees.services.sealed_rooms import meeting_for_box, places_fill, question_of
from committees.workflows.sealed import RUN, SealedStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.models import Division
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.records import record_append
from portal.services.transitions import subject_create, subject_lock

MOST_QUESTIONS, MOST_OPTIONS = 12, 12
TOPICS = {
    SealedKind.CONSULTATION: "consultation",
    SealedKind.APPRAISAL: "appraisal",
    SealedKind.REPRESENTATIVES: "reps_meeting",
}


@dataclass(frozen=True, kw_only=True)
class SealedDraft:
    """What is asked, and when. ``questions`` [{"text", "options", "least", "most"}, …]; those of
    an appraisal are its members, that of a motion is the motion; they are not given."""

    kind: str
    title: str
    questions: list[dict]
    opens_at: datetime
    closes_at: datetime
    appraisal: Appraisal | None = None
    consultation: Consultation | None = None
    motion: Motion | None = None


def wrong(field: str, words: str, code: str) -> RuleViolated:
    """An objection to one field."""
    return RuleViolated(words, field=field, code=code)


def _check_question(question: dict) -> None:
    options = [text.strip() for text in question["options"]]
    if not question["text"].strip():
        raise wrong("text", _("请填写。"), "required")
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise wrong("options", _("要有二到十二个选项，每行一个。"), "options")
    if len(set(options)) < len(options) or not all(options):
        raise wrong("options", _("选项不能空白或重复。"), "twice")
    if not 0 <= question["least"] <= question["most"] <= len(options) or not question["most"]:
        raise wrong("most", _("最少和最多选几项要在选项数之内。"), "count")


def _check_questions(questions: list[dict]) -> None:
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise wrong("questions", _("请写一到十二个问题。"), "questions")
    for question in questions:
        _check_question(question)
    longest = [list(range(len(row["options"])))[-row["most"] :] for row in questions]
    try:
        sealing.ballot_pack(longest)
    except ValueError as error:
        words = _("问题和选项太多，一张选票装不下。")
        raise wrong("options", words, "too_long") from error


def _check_kind(draft: SealedDraft) -> None:
    if draft.kind not in SealedKind.values:
        words = _("只有无记名协商、民主评议和居民代表无记名表决可以用；选举和罢免依法用纸质选票。")
        raise wrong("kind", words, "kind")
    if (draft.kind == SealedKind.APPRAISAL) != (draft.appraisal is not None):
        raise wrong("kind", _("民主评议要从评议的页面开始筹备。"), "appraisal")
    if draft.motion is not None and draft.kind != SealedKind.REPRESENTATIVES:
        raise wrong("kind", _("议案用密封投票，只能由居民代表会议表决。"), "motion")


def _check(draft: SealedDraft) -> None:
    if not draft.title.strip():
        raise wrong("title", _("请填写。"), "required")
    _check_questions(draft.questions)
    if not clock.now() <= draft.opens_at < draft.closes_at:
        raise wrong("closes_at", _("开始要在现在以后，截止要在开始以后。"), "hours")


def _questions_of(appraisal: Appraisal) -> list[dict]:
    """Each member in office is one question with the three grades of §37; leaving one open is
    allowed and counts as invalid, as a blank line on paper does."""
    members = Membership.objects.active().filter(committee=appraisal.committee_id)
    grades = [str(label) for label in (_("称职"), _("基本称职"), _("不称职"))]
    return [
        {
            "text": f"{row.user.name} · {row.get_seat_display()}",
            "options": grades,
            "least": 0,
            "most": 1,
            "membership": row.pk,
        }
        for row in members.select_related("user").order_by("id")
    ]


def _about(community: Division, draft: SealedDraft) -> dict:
    """The rows the vote belongs to; NotFound when they are another community's."""
    for row in (draft.appraisal, draft.consultation, draft.motion):
        if row is not None and row.community_id != community.pk:
            raise NotFound()
    given = [dict(row) for row in draft.questions]
    questions = _questions_of(draft.appraisal) if draft.appraisal else given
    about = {"appraisal": draft.appraisal, "consultation": draft.consultation}
    if draft.motion is not None:
        questions = [question_of(draft.motion)]
        about |= {"motion": draft.motion, "meeting": meeting_for_box(draft.motion)}
    return about | {"questions": questions}


def _rules(community: Division, draft: SealedDraft) -> dict:
    """The rules of the day; an appraisal also needs the quorum of the meeting that appraises."""
    rule_set = rule_set_for(clock.today(), community)
    rules, _hash = rules_frozen(rule_set, TOPICS[SealedKind(draft.kind)])
    if draft.motion is not None:
        # Quorum and majority are the meeting's, frozen with it; here only what the rules are.
        return {name: rules[name] for name in ("code", "title", "source", "valid_from", "topic")}
    if draft.appraisal is None:
        return rules
    meeting = rule_set.rules[draft.appraisal.body]
    return rules | {name: meeting[name] for name in ("quorum", "quorum_article")}


def sealed_draft(*, actor, community: Division, draft: SealedDraft, submit_key) -> SealedVote:
    """Set a sealed vote up. The same ``submit_key`` is the same vote. RuleViolated; NotFound."""
    known = SealedVote.objects.filter(submit_key=submit_key, called_by=actor).first()
    if known:
        return known
    _check_kind(draft)
    about = _about(community, draft)
    vote = SealedVote(
        **chain_of(community),
        **about,
        kind=draft.kind,
        title=draft.title.strip(),
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        rules=_rules(community, draft),
        called_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(RUN, vote)
    require_not_appraised(vote, actor)
    _check(_with(draft, about["questions"]))
    try:
        with transaction.atomic():
            post = access.post_for(RUN, vote)
            subject_create(vote, actor=actor, post=post, verb="draft", data={"kind": vote.kind})
            if vote.motion_id:
                places_fill(vote)
    except IntegrityError as error:
        known = SealedVote.objects.filter(submit_key=submit_key, called_by=actor).first()
        if known is None:
            raise wrong("kind", _("这件事已有一次密封投票。"), "twice") from error
        return known
    return vote


def _with(draft: SealedDraft, questions: list[dict]) -> SealedDraft:
    return SealedDraft(**{**draft.__dict__, "questions": questions})


def drafted_locked(vote: SealedVote, actor) -> SealedVote:
    """The vote, locked, for somebody who may change it before its roll is frozen."""
    vote = subject_lock(vote)
    access_of(actor).require(RUN, vote)
    require_not_appraised(vote, actor)
    if vote.status != SealedStatus.DRAFTED:
        raise TransitionRefused(_("名册锁定以后，问题和名册都不能再改。"), code="state")
    return vote


def change_note(vote: SealedVote, actor, verb: str, data: dict) -> None:
    """Put a change of the draft on record, for those who prepare it."""
    post = access_of(actor).post_for(RUN, vote)
    words = {"post": post, "data": data, "is_public": False}
    record_append(subject=vote, verb=verb, actor=actor, **words)


@transaction.atomic
def question_add(*, actor, vote: SealedVote, question: dict) -> SealedVote:
    """One more question. RuleViolated on ``text``, ``options``, ``most`` or ``questions``."""
    vote = drafted_locked(vote, actor)
    if vote.appraisal_id or vote.motion_id:
        words = _("评议问的就是名单上的成员，表决问的就是议案，不能另加问题。")
        raise wrong("questions", words, "appraisal")
    if question in vote.questions:
        return vote
    questions = [*vote.questions, question]
    _check_questions(questions)
    vote.questions = questions
    vote.save(update_fields=["questions"])
    change_note(vote, actor, "ask", {"questions": len(questions)})
    return vote


@transaction.atomic
def question_remove(*, actor, vote: SealedVote, number: int) -> SealedVote:
    """Take question ``number`` (from 0) out; one must stay. NotFound."""
    vote = drafted_locked(vote, actor)
    if vote.appraisal_id or vote.motion_id or not 0 <= number < len(vote.questions):
        raise NotFound()
    questions = [row for at, row in enumerate(vote.questions) if at != number]
    if not questions:
        raise TransitionRefused(_("至少要留一个问题。"), code="last")
    vote.questions = questions
    vote.save(update_fields=["questions"])
    change_note(vote, actor, "ask", {"questions": len(questions)})
    return vote
