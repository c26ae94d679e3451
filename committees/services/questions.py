"""Questions beside an entry and their answers; complaints of untruth and what was found (§35)."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models.disclosures import (
    DisclosureEntry,
    DisclosureQuestion,
    DisclosureUntruth,
)
from committees.services.disclosures import public_text_check
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.services.transitions import subject_create, transition_apply

ASK = "committees.ask_disclosure"
MOST_OPEN = 5


def _beside(entry: DisclosureEntry) -> dict:
    """The chain that whatever stands beside an entry is born under."""
    return {
        "community_id": entry.community_id,
        "subdistrict_id": entry.subdistrict_id,
        "district_id": entry.district_id,
        "entry": entry,
        "created_at": clock.now(),
    }


def _stored(row, actor, verb: str, **record):
    """Stored once; the same key is the same row."""
    rows = type(row).objects.filter(submit_key=row.submit_key)
    known = rows.first()
    if known:
        return known
    access = access_of(actor)
    access.require(ASK, row)
    post = access.post_for(ASK, row)
    try:
        with transaction.atomic():
            subject_create(row, actor=actor, post=post, verb=verb, **record)
    except IntegrityError:
        known = rows.first()
        if known is None:
            raise
        return known
    return row


def question_ask(*, actor, entry: DisclosureEntry, text: str, submit_key) -> DisclosureQuestion:
    """Ask about an entry on the board; the clock of the answer starts. RuleViolated on ``text``."""
    if not entry.is_shown:
        raise NotFound()
    public_text_check("text", text)
    mine = DisclosureQuestion.objects.filter(entry=entry, asked_by=actor, status="asked")
    if mine.exclude(submit_key=submit_key).count() >= MOST_OPEN:
        words = _("您已有几个问题等答复，请等答复后再问。")
        raise TransitionRefused(words, code="too_many")
    due_on = clock.today() + timedelta(days=entry.rules["answer_days"])
    row = DisclosureQuestion(
        **_beside(entry),
        text=text.strip(),
        asked_by=actor,
        due_on=due_on,
        submit_key=submit_key,
    )
    return _stored(row, actor, "ask", data={"due_on": due_on.isoformat()})


def question_answer(
    *, actor, question: DisclosureQuestion, answer: str, version=None
) -> DisclosureQuestion:
    """Answer in public; late is late, and stays so. RuleViolated on ``answer``."""
    public_text_check("answer", answer)
    changes = {"answer": answer.strip(), "answered_by": actor, "answered_at": clock.now()}
    data = {"late": question.is_overdue}
    return transition_apply(
        question, "answer", actor=actor, version=version, changes=changes, data=data
    ).subject


def question_hide(*, actor, question: DisclosureQuestion, remark: str, version=None):
    """Hide a question's words (somebody is named, an insult); the reason is public."""
    changes = {"hidden_reason": remark.strip()[:200]}
    return transition_apply(
        question,
        "hide",
        actor=actor,
        version=version,
        changes=changes,
        remark=remark,
        remark_is_public=True,
    ).subject


def untruth_file(*, actor, entry: DisclosureEntry, text: str, submit_key) -> DisclosureUntruth:
    """Complain to the sub-district that an entry is not true. RuleViolated on ``text``."""
    if not entry.is_shown:
        raise NotFound()
    if not text.strip():
        raise RuleViolated(_("请填写。"), field="text", code="required")
    row = DisclosureUntruth(
        **_beside(entry), text=text.strip(), filed_by=actor, submit_key=submit_key
    )
    return _stored(row, actor, "file", is_public=False)


def untruth_find(
    *, actor, untruth: DisclosureUntruth, finding: str, is_untrue: bool, version=None
) -> DisclosureUntruth:
    """What the sub-district found, in public; the entry is the committee's to correct.
    RuleViolated on ``finding``."""
    public_text_check("finding", finding)
    changes = {
        "finding": finding.strip(),
        "is_untrue": is_untrue,
        "found_by": actor,
        "found_at": clock.now(),
    }
    return transition_apply(
        untruth, "find", actor=actor, version=version, changes=changes, data={"untrue": is_untrue}
    ).subject
