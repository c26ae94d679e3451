"""How the public board, its questions and complaints of untruth are told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models.disclosures import (
    DisclosureEntry,
    DisclosureQuestion,
    DisclosureUntruth,
)
from committees.policies import LEADERS
from committees.selectors.audience import holders
from committees.selectors.disclosures import DESK
from committees.workflows import DISCLOSURE, QUESTION, UNTRUTH
from portal.models import Role
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"


def _by_ids(model, *related):
    return lambda ids: {
        row.pk: row
        for row in model.objects.filter(pk__in=list(ids)).select_related("community", *related)
    }


def _page(entry_id: int) -> str:
    return reverse("committees:disclosure", args=[entry_id])


def entry_audience(record, entry) -> dict[int, str]:
    """The leaders of a draft that waits for one of them; the writer of what became of it."""
    if record.verb == "write":
        others = holders(LEADERS, entry.community_id) - {entry.written_by_id}
        return dict.fromkeys(others, "responsible")
    return {entry.written_by_id: "responsible"} if record.verb == "publish" else {}


def question_audience(record, question) -> dict[int, str]:
    """The leaders of the question, whoever asked of the answer."""
    if record.verb == "ask":
        return dict.fromkeys(holders(LEADERS, question.community_id), "responsible")
    return {question.asked_by_id: "responsible"}


def question_needs(record, question) -> set[int]:
    """The leaders owe the answer."""
    waits = question.status == "asked" and record.verb == "ask"
    return holders(LEADERS, question.community_id) if waits else set()


def untruth_audience(record, untruth) -> dict[int, str]:
    """The sub-district of the complaint; of the finding whoever complained, and the leaders."""
    if record.verb == "file":
        street = holders([Role.SUBDISTRICT_OFFICIAL], untruth.subdistrict_id)
        return dict.fromkeys(street, "responsible")
    people = dict.fromkeys(holders(LEADERS, untruth.community_id), "responsible")
    return people | {untruth.filed_by_id: "responsible"}


kind_register(
    SubjectKind(
        subject_type="disclosure",
        label=_("公示"),
        workflow=DISCLOSURE,
        verbs={"write": Verb(_("起草了公示"), HAND, public=False)},
        load=_by_ids(DisclosureEntry),
        title=str,
        url=lambda entry: _page(entry.pk),
        can_see=lambda access, entry: entry.is_shown or access.can(DESK, entry),
        audience=entry_audience,
    )
)
kind_register(
    SubjectKind(
        subject_type="question",
        label=_("询问"),
        workflow=QUESTION,
        verbs={"ask": Verb(_("有居民提问"), "residents")},
        load=_by_ids(DisclosureQuestion, "entry"),
        title=lambda question: question.entry.title,
        url=lambda question: _page(question.entry_id),
        can_see=lambda access, question: True,
        audience=question_audience,
        needs=question_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="untruth",
        label=_("不实反映"),
        workflow=UNTRUTH,
        verbs={"file": Verb(_("有人反映公示不实"), "residents", public=False)},
        load=_by_ids(DisclosureUntruth, "entry"),
        title=lambda untruth: untruth.entry.title,
        url=lambda untruth: _page(untruth.entry_id),
        can_see=lambda access, untruth: True,
        audience=untruth_audience,
    )
)
