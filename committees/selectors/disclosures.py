"""The public board as everybody reads it: entries, what is owed, questions with their clocks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import Committee, Resolution
from committees.models.disclosures import (
    ACCOUNTED,
    SHOWN,
    DisclosureClass,
    DisclosureEntry,
    DisclosureQuestion,
    DisclosureUntruth,
)
from committees.selectors.yearly import Owed, yearly_owed
from committees.workflows.disclosures import ANSWER, FIND, QuestionStatus, UntruthStatus
from portal.access.checker import Access
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division, Level, Paper
from portal.selectors.papers import papers_of
from portal.selectors.rules import rule_set_for

DESK = "committees.view_disclosure_desk"
PAGE = 20


def half_years(first: date, today: date, days: int) -> list[tuple[str, date]]:
    """The half-years that ended since ``first``, each with the day its account is due; the last
    four, newest first."""
    found = []
    for year in range(today.year, first.year - 1, -1):
        for name, end in (("H2", date(year, 12, 31)), ("H1", date(year, 6, 30))):
            if first <= end < today:
                found.append((f"{year}{name}", end + timedelta(days=days)))
    return found[:4]


def _duties_since(community: Division, valid_from: date) -> date | None:
    """Since when accounts are owed: the law in force, or the committee's term if it is younger."""
    terms = Committee.objects.filter(community=community).order_by("-term_from")
    term_from = terms.values_list("term_from", flat=True).first()
    return max(term_from, valid_from) if term_from else None


def duties_since(community: Division) -> date | None:
    """The same by the law of today; None without a law or a committee. Two or three statements."""
    try:
        return _duties_since(community, rule_set_for(clock.today(), community).valid_from)
    except RuleViolated:
        return None


def account_due_on(community: Division, kind: str, half_year: str) -> date | None:
    """By when the account of a half-year is owed; None where it is no duty, or was given."""
    if kind not in ACCOUNTED or not half_year:
        return None
    first = duties_since(community)
    if first is None:
        return None
    rules = rule_set_for(clock.today(), community).rules["disclosure"]
    owed = _accounts_owed(community, first, clock.today(), rules["account_days"])
    found = [
        row.due_on for row in owed if (row.disclosure_class, row.half_year) == (kind, half_year)
    ]
    return found[0] if found else None


def owed_by(community: Division) -> list[Owed]:
    """Resolutions not on the board, half-yearly accounts, the yearly report and the appraisal
    not given; the most urgent first. Seven statements."""
    today = clock.today()
    try:
        rule_set = rule_set_for(today, community)
    except RuleViolated:
        return []  # no law is loaded for this day: then nothing is owed, and the board still shows
    rules = rule_set.rules["disclosure"]
    adopted = Resolution.objects.filter(community=community, published_at__isnull=True)
    owed = [
        Owed(
            what=row.title,
            disclosure_class=DisclosureClass.DECISIONS,
            due_on=timezone.localdate(row.adopted_at) + timedelta(days=rules["publish_days"]),
            resolution=row,
        )
        for row in adopted.exclude(status="rescinded").order_by("adopted_at")[:20]
    ]
    first = _duties_since(community, rule_set.valid_from)
    if first is not None:
        owed += _accounts_owed(community, first, today, rules["account_days"])
        owed += yearly_owed(community, first, today)
    return sorted(owed, key=lambda row: row.due_on)


def account_title(kind: str, half_year: str) -> str:
    """What the account of a half-year is called."""
    half = _("上半年") if half_year.endswith("H1") else _("下半年")
    words = _("%(year)s 年%(half)s") % {"year": half_year[:4], "half": half}
    return f"{words}：{DisclosureClass(kind).label}" if kind else words


def missed_words(record) -> str:
    """What the house noted as missing on a board, from the name of the duty."""
    kind, _colon, mark = record.data.get("duty", "").partition(":")
    if kind in ACCOUNTED:
        what = account_title(kind, mark)
    else:
        names = {"report": _("%(n)s 年年度工作报告"), "appraisal": _("%(n)s 年民主评议")}
        what = names.get(kind, _("一项决议")) % {"n": mark}
    return _("到期没有公开：%(what)s") % {"what": what}


def halves_of(community: Division) -> list[str]:
    """The half-years an entry may account for, newest first; two or three statements."""
    today = clock.today()
    first = _duties_since(community, rule_set_for(today, community).valid_from)
    return [name for name, _due in half_years(first, today, 0)] if first else []


def streets_late(access: Access) -> list[tuple[Division, int]]:
    """Communities under the person's sub-districts with how many things are overdue on their
    boards, the worst first; for those who guide committees, five statements a community."""
    streets = [post.division_id for post in access.posts_with(FIND)]
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).filter(parent__in=streets)
    found = [(row, sum(one.is_overdue for one in owed_by(row))) for row in rows.order_by("code")]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])


def _accounts_owed(community: Division, first: date, today: date, days: int) -> list[Owed]:
    rows = DisclosureEntry.objects.filter(community=community, status__in=SHOWN)
    given = set(rows.exclude(half_year="").values_list("disclosure_class", "half_year"))
    return [
        Owed(
            what=account_title(kind, name),
            disclosure_class=kind,
            due_on=due_on,
            half_year=name,
        )
        for name, due_on in half_years(first, today, days)
        for kind in ACCOUNTED
        if (kind, name) not in given
    ]


def entries_shown(
    community_id: int, *, kind: str = "", text: str = "", before: int | None = None
) -> list[DisclosureEntry]:
    """Up to 21 entries on the board or archived, newest first; one statement."""
    rows = DisclosureEntry.objects.filter(community=community_id, status__in=SHOWN)
    if kind:
        rows = rows.filter(disclosure_class=kind)
    if text:
        rows = rows.filter(title__icontains=text)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: PAGE + 1])


def entries_all(community: int | None = None):
    """Entries that everybody may read, for the API and the open data."""
    rows = DisclosureEntry.objects.filter(status__in=SHOWN)
    return rows.filter(community=community) if community else rows


def questions_all(community: int | None = None):
    """Questions with their clocks; of a hidden one only that it is hidden, and why."""
    rows = DisclosureQuestion.objects.select_related("entry")
    return rows.filter(community=community) if community else rows


def _rows():
    return DisclosureEntry.objects.select_related(
        "community__parent", "resolution", "replaces", "written_by", "published_by"
    )


def entry_for(access: Access, pk: int) -> DisclosureEntry:
    """One that the person may read: published for everybody, drafts for the desk; NotFound."""
    entry = _rows().filter(pk=pk).first()
    if entry is None or not (entry.is_shown or access.can(DESK, entry)):
        raise NotFound()
    return entry


@dataclass(frozen=True)
class EntryPage:
    """One entry with what stands beside it."""

    entry: DisclosureEntry
    corrected_by: DisclosureEntry | None
    questions: list[DisclosureQuestion]
    findings: list[DisclosureUntruth]
    papers: list[Paper]


def entry_page(access: Access, pk: int) -> EntryPage:
    """Five statements."""
    entry = entry_for(access, pk)
    newer = entry.corrections.filter(status__in=SHOWN).first()
    questions = list(entry.questions.order_by("-id")[:50])
    findings = list(entry.untruths.filter(status=UntruthStatus.FOUND).order_by("-id"))
    return EntryPage(entry, newer, questions, findings, papers_of(entry))


def drafts_for(access: Access) -> list[DisclosureEntry]:
    """Drafts where the person works or watches."""
    rows = _rows().filter(access.scope(DESK), status="draft")
    return list(rows.order_by("-id")[:20])


def questions_waiting(access: Access, permission: str = ANSWER) -> list[DisclosureQuestion]:
    """Questions that wait for an answer, the most urgent first."""
    rows = DisclosureQuestion.objects.filter(access.scope(permission), status=QuestionStatus.ASKED)
    return list(rows.select_related("entry", "community").order_by("due_on", "id")[:20])


def question_for(access: Access, pk: int) -> DisclosureQuestion:
    """One that the person may answer."""
    rows = DisclosureQuestion.objects.select_related("entry__community__parent", "community")
    return access.fetch(rows, ANSWER, pk=pk)


def untruths_waiting(access: Access) -> list[DisclosureUntruth]:
    """Complaints that wait for a finding."""
    rows = DisclosureUntruth.objects.filter(access.scope(FIND), status=UntruthStatus.FILED)
    return list(rows.select_related("entry", "community").order_by("id")[:20])


def untruth_for(access: Access, pk: int) -> DisclosureUntruth:
    """One that the person may look into."""
    rows = DisclosureUntruth.objects.select_related("entry", "community")
    return access.fetch(rows, FIND, pk=pk)
