"""The roll of an election: names entered singly, from a file, from the representatives (§16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committees.models import Election, ElectionForm, Representative, VoterBasis, VoterRegistration
from committees.services.answers import door_normal
from committees.services.elections import DONE
from committees.services.identity import born_of, number_digest, number_is_sound, number_normal
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

MOST_ROWS = 20_000
CHUNK = 10_000


@dataclass(frozen=True, kw_only=True)
class VoterDraft:
    """One name as it comes from a form or a line of a file."""

    name: str
    household: str
    born_on: date | None = None
    basis: str = VoterBasis.HUKOU
    group_name: str = ""
    id_number: str = ""
    user: object = None


@dataclass(frozen=True)
class LineFault:
    """Why a name cannot be on the roll: the line (from 1) and the field."""

    line: int
    field: str
    words: str


class _Known:
    """What is on rolls already; as many statements however long the file is."""

    def __init__(self, election: Election, digests: Sequence[str]):
        standing = election.registrations.filter(removed_on__isnull=True)
        rows = list(standing.values_list("id_digest", "household", "name", "born_on"))
        self.here = {digest for digest, *_rest in rows if digest}
        self.doors = {door_normal(door) for _digest, door, *_rest in rows}
        self.people = {(name, born, door_normal(door)) for _d, door, name, born in rows}
        self.elsewhere: set[str] = set()
        live = VoterRegistration.objects.filter(removed_on__isnull=True)
        live = live.exclude(election__community=election.community_id)
        live = live.exclude(election__status__in=DONE)
        for start in range(0, len(digests), CHUNK):
            found = live.filter(id_digest__in=digests[start : start + CHUNK])
            self.elsewhere |= set(found.values_list("id_digest", flat=True))


def _birthday(born_on: date, years: int) -> date:
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:  # 29 February: grown up with the first of March
        return date(born_on.year + years, 3, 1)


def _fault_of(election: Election, draft: VoterDraft) -> tuple[str, str] | None:
    """(field, words) of what is wrong with the name by itself."""
    number = number_normal(draft.id_number)
    for name, most in (("name", 40), ("household", 80)):
        value = getattr(draft, name).strip()
        if not value or len(value) > most:
            return name, _("请填写，最多 %(n)d 字。") % {"n": most}
    if number and not number_is_sound(number):
        return "id_number", _("身份证号码不对，请核对（含最后一位）。")
    born = draft.born_on or (born_of(number) if number else None)
    if born is None:
        return "born_on", _("请填出生日期。")
    if number and born != born_of(number):
        return "born_on", _("出生日期和身份证号码对不上。")
    age = election.rules["electorate"]["age"]
    grown = _birthday(born, age)
    if grown > election.election_day:
        words = _("到选举日未满 %(age)d 周岁（%(day)s 才满）。")
        return "born_on", words % {"age": age, "day": grown.isoformat()}
    return _fault_of_basis(election, draft.basis)


def _fault_of_basis(election: Election, basis: str) -> tuple[str, str] | None:
    if basis not in VoterBasis.values:
        return "basis", _("登记依据写户籍、居住或工作。")
    if basis == VoterBasis.WORKER and not election.rules["electorate"]["worker_months"]:
        return "basis", _("适用的法律没有这一项登记依据。")
    return None


def _fault_beside(draft, digest, known: _Known, form: str) -> tuple[str, str] | None:
    """(field, words) of what is wrong beside the others."""
    if digest and digest in known.here:
        return "id_number", _("已在本次名单上。")
    if digest and digest in known.elsewhere:
        return "id_number", _("已在其他社区登记，一人只能在一处登记。")
    door = door_normal(draft.household)
    if form == ElectionForm.HOUSEHOLDS and door in known.doors:
        return "household", _("这一户已有户代表。")
    if not digest and (draft.name.strip(), draft.born_on, door) in known.people:
        return "name", _("同名同日生同户的人已在名单上。")
    known.doors.add(door)
    known.people.add((draft.name.strip(), draft.born_on, door))
    if digest:
        known.here.add(digest)
    return None


def roll_check(
    election: Election, drafts: Iterable[VoterDraft]
) -> tuple[list[VoterRegistration], list[LineFault]]:
    """The rows that would stand and the faults of the others, line by line; nothing is stored.
    Three statements, and one more for each ten thousand numbers."""
    drafts = list(drafts)
    numbers = [number_normal(draft.id_number) for draft in drafts]
    digests = [number_digest(number) if number else "" for number in numbers]
    known = _Known(election, [digest for digest in digests if digest])
    rows, faults = [], []
    for line, (draft, number, digest) in enumerate(zip(drafts, numbers, digests, strict=True), 1):
        fault = _fault_of(election, draft) or _fault_beside(draft, digest, known, election.form)
        if fault:
            faults.append(LineFault(line, *fault))
            continue
        rows.append(_row(election, draft, number, digest))
    return rows, faults


def _row(election, draft: VoterDraft, number: str, digest: str) -> VoterRegistration:
    return VoterRegistration(
        election=election,
        name=draft.name.strip(),
        born_on=draft.born_on or born_of(number),
        basis=draft.basis,
        group_name=draft.group_name.strip()[:40],
        household=draft.household.strip(),
        id_digest=digest,
        id_tail=number[-4:],
        user=draft.user,
    )


def _open(election: Election, actor) -> Election:
    election = subject_lock(election)
    access_of(actor).require(RUN, election)
    if election.status != ElectionStatus.REGISTRATION:
        words = _("只有登记期间可以增减名单；公布以后要经异议处理。")
        raise TransitionRefused(words, code="state")
    return election


def _number(election: Election, rows: list[VoterRegistration]) -> None:
    last = election.registrations.aggregate(last=Max("number"))["last"] or 0
    for number, row in enumerate(rows, start=last + 1):
        row.number = number


def _noted(election: Election, actor, verb: str, **data) -> None:
    post = access_of(actor).post_for(RUN, election)
    record_append(subject=election, verb=verb, actor=actor, post=post, data=data, is_public=False)


@transaction.atomic
def voter_register(*, actor, election: Election, draft: VoterDraft) -> VoterRegistration:
    """Put one name on the roll. RuleViolated on the field that is wrong."""
    election = _open(election, actor)
    if election.form == ElectionForm.REPRESENTATIVES:
        words = _("居民代表选举的名单按居民代表生成。")
        raise TransitionRefused(words, code="representatives")
    row = voter_store(election, draft)
    _noted(election, actor, "register", number=row.number)
    return row


def voter_store(election: Election, draft: VoterDraft, **more) -> VoterRegistration:
    """Store one name that has been allowed; the election is locked. RuleViolated."""
    rows, faults = roll_check(election, [draft])
    if faults:
        raise RuleViolated(faults[0].words, field=faults[0].field, code="voter")
    _number(election, rows)
    for name, value in more.items():
        setattr(rows[0], name, value)
    rows[0].save()
    return rows[0]


@transaction.atomic
def roll_import(*, actor, election: Election, drafts: Iterable[VoterDraft]) -> int:
    """Put all on the roll or none: RuleViolated on ``lines`` while any line is wrong."""
    drafts = list(drafts)
    if len(drafts) > MOST_ROWS:
        words = _("一次最多导入 %(n)d 行。") % {"n": MOST_ROWS}
        raise RuleViolated(words, field="lines", code="too_many")
    election = _open(election, actor)
    if election.form == ElectionForm.REPRESENTATIVES:
        raise TransitionRefused(_("居民代表选举的名单按居民代表生成。"), code="representatives")
    rows, faults = roll_check(election, drafts)
    if faults:
        words = _("第 %(line)d 行：%(words)s") % {"line": faults[0].line, "words": faults[0].words}
        raise RuleViolated(words, field="lines", code="faults")
    _number(election, rows)
    VoterRegistration.objects.bulk_create(rows, batch_size=1000)
    _noted(election, actor, "import_roll", rows=len(rows))
    return len(rows)


@transaction.atomic
def roll_from_representatives(*, actor, election: Election) -> int:
    """The roll of the form by representatives: everybody in office on election day."""
    election = _open(election, actor)
    if election.form != ElectionForm.REPRESENTATIVES:
        raise TransitionRefused(_("只有居民代表选举按居民代表生成名单。"), code="form")
    seats = Representative.objects.active(election.election_day)
    seats = seats.filter(community=election.community_id).select_related("group")
    here = election.registrations.values_list("representative", flat=True)
    rows = [
        VoterRegistration(
            election=election,
            name=seat.name,
            born_on=None,
            basis=VoterBasis.HUKOU,
            group_name=seat.group.short_name if seat.group_id else "",
            household="—",
            representative=seat,
            user_id=seat.user_id,
        )
        for seat in seats.exclude(pk__in=list(here)).order_by("id")
    ]
    _number(election, rows)
    VoterRegistration.objects.bulk_create(rows)
    _noted(election, actor, "import_roll", rows=len(rows))
    return len(rows)


@transaction.atomic
def voter_strike(*, actor, registration: VoterRegistration, why: str) -> None:
    """Take a name off before the roll is published. RuleViolated on ``why``."""
    election = _open(registration.election, actor)
    if not why.strip():
        raise RuleViolated(_("请写明理由。"), field="why", code="required")
    row = election.registrations.get(pk=registration.pk)
    row.removed_on = clock.today()
    row.save(update_fields=["removed_on"])
    _noted(election, actor, "strike", number=row.number, why=why.strip()[:100])
