"""The public board: written by one, published by another, corrected by a new entry (§34)."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models.disclosures import DisclosureClass, DisclosureEntry
from committees.models.resolutions import Resolution
from committees.selectors.entry_sources import source_found
from committees.services.bodies import chain_of
from committees.services.disclosure_duties import duty_facts, entry_duty
from committees.workflows.disclosures import WRITE
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated, TransitionRefused
from portal.kernel.personal import names_a_person
from portal.models import Division
from portal.selectors.rules import rule_set_for, rules_frozen
from portal.services.transitions import subject_create, transition_apply

HALF_YEAR = re.compile(r"^20\d\d(H1|H2)$")
MOST_AMOUNTS = 40
MOST_SOURCES = 12


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """What an entry says. ``amounts`` [(label, fen), …]; ``sources`` references of tasks, entrusted
    affairs and transfers of the community."""

    disclosure_class: str
    title: str
    text: str
    amounts: list = field(default_factory=list)
    half_year: str = ""
    resolution: Resolution | None = None
    source: str = ""
    sources: tuple[str, ...] = ()


def public_text_check(name: str, text: str) -> None:
    """RuleViolated on ``name`` for an empty text, or one that names a person by number."""
    if not text.strip():
        raise RuleViolated(_("请填写。"), field=name, code="required")
    if names_a_person(text):
        words = _("这里的文字人人可见，请去掉手机号码和身份证号码。")
        raise RuleViolated(words, field=name, code="personal")


def _check(draft: EntryDraft, community: Division) -> None:
    if draft.disclosure_class not in DisclosureClass.values:
        raise RuleViolated(_("请选择类别。"), field="disclosure_class", code="invalid")
    public_text_check("title", draft.title)
    public_text_check("text", draft.text)
    if draft.half_year and not HALF_YEAR.match(draft.half_year):
        raise RuleViolated(_("请选择哪个半年。"), field="half_year", code="invalid")
    if len(draft.amounts) > MOST_AMOUNTS:
        raise RuleViolated(_("账目最多四十行。"), field="amounts", code="too_many")
    if draft.resolution and draft.resolution.community_id != community.pk:
        raise NotFound()


def _sources(draft: EntryDraft, community: Division) -> list:
    """As stored; RuleViolated on ``sources`` for a reference that names nothing here."""
    if len(draft.sources) > MOST_SOURCES:
        raise RuleViolated(_("来源最多十二个。"), field="sources", code="too_many")
    found = []
    for written in draft.sources:
        source = source_found(community.pk, written)
        if source is None:
            words = _("本社区没有编号为 %(reference)s 的任务、委托或转移支付。")
            words = words % {"reference": written[:40]}
            raise RuleViolated(words, field="sources", code="unknown")
        if source not in found:
            found.append(source)
    return found


def _words(draft: EntryDraft, community: Division) -> dict:
    return {
        "disclosure_class": draft.disclosure_class,
        "title": draft.title.strip(),
        "text": draft.text.strip(),
        "amounts": [[label, fen] for label, fen in draft.amounts],
        "half_year": draft.half_year,
        "resolution": draft.resolution,
        "source": draft.source.strip(),
        "sources": _sources(draft, community),
    }


def disclosure_draft(
    *,
    actor,
    community: Division,
    draft: EntryDraft,
    submit_key,
    replaces: DisclosureEntry | None = None,
    correction_reason: str = "",
) -> DisclosureEntry:
    """Write an entry, or the correction of one (with its reason). The same ``submit_key`` is the
    same draft. RuleViolated on the field that cannot be."""
    known = DisclosureEntry.objects.filter(submit_key=submit_key, written_by=actor).first()
    if known:
        return known
    _check(draft, community)
    if replaces is not None:
        if replaces.community_id != community.pk or not replaces.is_shown:
            raise NotFound()
        public_text_check("correction_reason", correction_reason)
    entry = DisclosureEntry(
        **chain_of(community),
        **_words(draft, community),
        replaces=replaces,
        correction_reason=correction_reason.strip(),
        written_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(WRITE, entry)
    try:
        with transaction.atomic():
            post = access.post_for(WRITE, entry)
            data = {"class": entry.disclosure_class}
            subject_create(entry, actor=actor, post=post, verb="write", data=data, is_public=False)
    except IntegrityError:
        known = DisclosureEntry.objects.filter(submit_key=submit_key, written_by=actor).first()
        if known is None:
            raise
        return known
    return entry


def disclosure_edit(
    *, actor, entry: DisclosureEntry, draft: EntryDraft, version: int | None = None
) -> DisclosureEntry:
    """Change the draft; whoever changed it last has written it."""
    _check(draft, entry.community)
    changes = _words(draft, entry.community) | {"written_by": actor}
    return transition_apply(entry, "edit", actor=actor, version=version, changes=changes).subject


@transaction.atomic
def disclosure_publish(*, actor, entry: DisclosureEntry, version=None) -> DisclosureEntry:
    """Hang it on the board, under the rules of today. A correction ends the entry before it,
    whose words stay readable."""
    rules, _hash = rules_frozen(rule_set_for(clock.today(), entry.community), "disclosure")
    changes = {
        "published_by": actor,
        "published_at": clock.now(),
        "board_until": clock.today() + timedelta(days=rules["board_days"]),
        "rules": rules,
    }
    data = {"class": entry.disclosure_class, "half_year": entry.half_year}
    with duty_facts(*entry_duty(entry)) as facts:
        step = transition_apply(
            entry, "publish", actor=actor, version=version, changes=changes, data=data | facts
        )
    if entry.replaces_id:
        if not entry.replaces.workflow["correct"].allows_from(entry.replaces.status):
            raise TransitionRefused(_("原来的一份已经更正过了。"), code="corrected")
        transition_apply(entry.replaces, "correct", data={"by": entry.pk})
    return step.subject


def disclosure_take_down(*, actor, entry: DisclosureEntry, version=None) -> DisclosureEntry:
    """Off the board once its days are over; still readable."""
    return transition_apply(entry, "take_down", actor=actor, version=version).subject


def disclosure_discard(*, actor, entry: DisclosureEntry, version=None) -> DisclosureEntry:
    """Leave a draft unused."""
    return transition_apply(entry, "discard", actor=actor, version=version).subject
