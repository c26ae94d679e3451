"""Covenants and charters: drafted by the committee, passed by a meeting, filed with the street."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models.covenants import CovenantKind, CovenantVersion
from committees.models.meetings import MeetingKind
from committees.models.resolutions import Resolution
from committees.services.bodies import chain_of
from committees.services.seats import place_lock
from committees.texts import canonical_hash
from committees.workflows import ResolutionStatus
from committees.workflows.covenants import KEEP, CovenantStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.models import Division
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.transitions import subject_create, subject_lock, transition_apply


def covenant_hash(title: str, text: str) -> str:
    """The fingerprint of a version."""
    return canonical_hash({"title": title, "text": text})


def covenant_text_intact(row: CovenantVersion) -> bool:
    """Whether the text is still, word for word, what the meeting passed."""
    return row.number is None or covenant_hash(row.title, row.text) == row.text_hash


def _words_check(title: str, text: str) -> dict:
    words = {"title": title.strip(), "text": text.strip()}
    for name, value in words.items():
        if not value:
            raise RuleViolated(_("请填写这一项。"), field=name, code="required")
    return words


def covenant_draft(
    *, actor, community: Division, kind: str, title: str, text: str, reason: str = "", submit_key
) -> CovenantVersion:
    """Begin a version; one draft of each document at a time. The same key is the same draft."""
    known = CovenantVersion.objects.filter(submit_key=submit_key, drafted_by=actor).first()
    if known:
        return known
    row = CovenantVersion(
        **chain_of(community),
        kind=CovenantKind(kind),
        reason=reason.strip(),
        drafted_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(KEEP, row)
    for name, value in _words_check(title, text).items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            post = access.post_for(KEEP, row)
            words = {"verb": "draft", "data": {"kind": row.kind}, "is_public": False}
            subject_create(row, actor=actor, post=post, **words)
    except IntegrityError as error:
        known = CovenantVersion.objects.filter(submit_key=submit_key, drafted_by=actor).first()
        if known:
            return known
        words = _("这份文件已有一份草稿，请在那份草稿上修改。")
        raise RuleViolated(words, field="kind", code="draft") from error
    return row


def covenant_edit(
    *, actor, covenant: CovenantVersion, title: str, text: str, reason: str = "", version=None
) -> CovenantVersion:
    """Change the draft."""
    changes = _words_check(title, text) | {"reason": reason.strip()}
    return transition_apply(covenant, "edit", actor=actor, version=version, changes=changes).subject


def covenant_drop(*, actor, covenant: CovenantVersion, remark: str, version=None):
    """Leave the draft unused."""
    return transition_apply(covenant, "drop", actor=actor, version=version, remark=remark).subject


def _resolution_check(row: CovenantVersion, resolution: Resolution) -> None:
    if resolution.community_id != row.community_id:
        raise RuleViolated(_("这份决议不是本社区的。"), field="resolution", code="foreign")
    if resolution.status == ResolutionStatus.RESCINDED:
        raise RuleViolated(_("这份决议已经废止。"), field="resolution", code="rescinded")
    if resolution.vote_event.meeting.kind == MeetingKind.COMMITTEE:
        words = _("公约和章程由居民会议或居民代表会议通过（组织法第三十条）。")
        raise RuleViolated(words, field="resolution", code="committee")
    if CovenantVersion.objects.filter(resolution=resolution).exists():
        words = _("这份决议已经通过了另一份文本。")
        raise RuleViolated(words, field="resolution", code="taken")


@transaction.atomic
def covenant_adopt(
    *, actor, covenant: CovenantVersion, resolution: Resolution, version=None
) -> CovenantVersion:
    """A meeting passed the draft: it gets its number and its fingerprint, and is never changed
    again. The version before it ends: amended where it was under an order, else replaced."""
    place_lock(covenant.community)
    row = subject_lock(covenant)
    _resolution_check(row, resolution)
    day = timezone.localdate(resolution.adopted_at)
    rules, _hash = rules_frozen(rule_set_for(day, row.community), "covenant")
    before = CovenantVersion.objects.filter(community=row.community_id, kind=row.kind)
    last = before.aggregate(last=Max("number"))["last"] or 0
    for old in before.in_force():
        name = "amend" if old.status == CovenantStatus.ORDERED else "replace"
        transition_apply(old, name, actor=actor, data={"by": row.pk})
    changes = {
        "number": last + 1,
        "text_hash": covenant_hash(row.title, row.text),
        "resolution": resolution,
        "adopted_on": day,
        "file_by": day + timedelta(days=rules["file_days"]),
        "rules": rules,
    }
    data = {"number": last + 1, "text_hash": changes["text_hash"], "resolution": resolution.pk}
    return transition_apply(
        row, "adopt", actor=actor, version=version, changes=changes, data=data
    ).subject


def covenant_submit(*, actor, covenant: CovenantVersion, version=None) -> CovenantVersion:
    """Send it to the sub-district to be filed; late is late, and shown so."""
    if not covenant_text_intact(covenant):
        raise TransitionRefused(_("文本与会议通过的不一致，不能报备案。"), code="hash")
    changes = {"submitted_at": clock.now()}
    return transition_apply(
        covenant, "submit", actor=actor, version=version, changes=changes
    ).subject


def covenant_file(*, actor, covenant: CovenantVersion, version=None) -> CovenantVersion:
    """The sub-district takes it on file: it changes nothing in it."""
    changes = {"filed_at": clock.now()}
    return transition_apply(covenant, "file", actor=actor, version=version, changes=changes).subject
