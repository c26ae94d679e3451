"""The voters' roll of an election: who the law lets on it, singly or many at once (§16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committees.models import (
    Election,
    RollKind,
    VoterBasis,
    VoterRegistration,
    Willing,
)
from committees.services.admissions import Admissions
from committees.services.answers import door_normal
from committees.services.identity import born_of, number_digest, number_is_sound, number_normal
from committees.services.roll_places import Elsewhere, key_of, places_release, places_take
from committees.services.spans import later
from committees.workflows.elections import RUN, ElectionStatus
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated, TransitionRefused
from portal.services.records import record_append
from portal.services.transitions import subject_lock

MOST_ROWS = 20_000


@dataclass(frozen=True, kw_only=True)
class VoterDraft:
    """One name as it comes from a form, a line of a file, or a resident.

    line       the row of the spreadsheet; 0 = its place in the order
    id_number  whole; or, where it was read before, ``id_digest`` and ``id_tail`` of it
    admission  in a village, of somebody registered elsewhere: the reference of the resolution
               that lets them take part, or which meeting it was and when
    """

    name: str
    household: str
    born_on: date | None = None
    basis: str = VoterBasis.HUKOU
    group_name: str = ""
    id_number: str = ""
    id_digest: str = ""
    id_tail: str = ""
    has_rights: bool = False
    willing: str = ""
    worker_since: date | None = None
    living_since: date | None = None
    admission: str = ""
    user: object = None
    line: int = 0


@dataclass(frozen=True)
class LineFault:
    """Why a name cannot be on the roll: the line (from 1) and the field."""

    line: int
    field: str
    words: str


class _Known:
    """What is on rolls already; as many statements however long the file is."""

    def __init__(self, election: Election, rows: Sequence[VoterRegistration]):
        here = election.standing_voters
        found = list(here.values_list("id_digest", "household", "name", "born_on", "user"))
        self.here = {row[0] for row in found if row[0]}
        self.people = {(name, born, door_normal(door)) for _d, door, name, born, _u in found}
        self.users = {row[4] for row in found if row[4]}
        self.elsewhere = Elsewhere(election, rows)


def _fault_of(election: Election, draft: VoterDraft) -> tuple[str, str] | None:
    """(field, words) of what is wrong with the name by itself (§16)."""
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
    grown = later(born, years=age)
    if grown > election.election_day:
        words = _("到选举日未满 %(age)d 周岁（%(day)s 才满）。")
        return "born_on", words % {"age": age, "day": grown.isoformat()}
    return _fault_of_basis(election, draft) or _fault_of_will(election, draft)


def _fault_of_basis(election: Election, draft: VoterDraft) -> tuple[str, str] | None:
    months = election.rules["electorate"]["worker_months"]
    if draft.basis not in VoterBasis.values:
        return "basis", _("登记依据写户籍、居住或工作。")
    if draft.basis != VoterBasis.WORKER:
        return None
    if not months:
        return "basis", _("适用的法律没有这一项登记依据。")
    if draft.worker_since is None:
        return "worker_since", _("社区工作者要写明从哪天起在本社区工作。")
    if later(draft.worker_since, months=months) > election.election_day:
        words = _("到选举日在本社区工作未满 %(n)d 个月。")
        return "worker_since", words % {"n": months}
    return None


def _fault_of_will(election: Election, draft: VoterDraft) -> tuple[str, str] | None:
    article = {"article": election.rules["electorate"]["article"]}
    if not draft.has_rights:
        words = _("依法被剥夺政治权利的人不登记，请核对（%(article)s）。")
        return "has_rights", words % article
    if draft.willing not in Willing.values:
        words = _("本人愿意登记才登记，请写明怎样确认的（%(article)s）。")
        return "willing", words % article
    return None


def _fault_beside(row: VoterRegistration, known: _Known) -> tuple[str, str] | None:
    """(field, words) of what is wrong beside the others."""
    if row.id_digest and row.id_digest in known.here:
        return "id_number", _("已在本次名单上。")
    if row.user_id and row.user_id in known.users:
        return "name", _("已在本次名单上。")
    words = known.elsewhere.words_for(row)
    if words:
        return "id_number", words
    person = (row.name, row.born_on, door_normal(row.household))
    if not row.id_digest and person in known.people:
        return "name", _("同名同日生同户的人已在名单上。")
    known.people.add(person)
    if row.id_digest:
        known.here.add(row.id_digest)
    return None


def roll_check(
    election: Election, drafts: Iterable[VoterDraft], *, decided: bool = True
) -> tuple[list[VoterRegistration], list[LineFault]]:
    """The rows that would stand and the faults of the others, line by line; nothing is stored.
    As many statements as for one name, and one more for each ten thousand. ``decided`` False: a
    resident asks, and the meeting's decision on them is named later."""
    drafts = list(drafts)
    admissions = Admissions(election, drafts, decided=decided)
    rows = [_row(election, draft, admissions) for draft in drafts]
    known = _Known(election, rows)
    good, faults = [], []
    for place, (draft, row) in enumerate(zip(drafts, rows, strict=True), 1):
        fault = _fault_of(election, draft) or admissions.fault_of(draft)
        fault = fault or _fault_beside(row, known)
        if fault:
            faults.append(LineFault(draft.line or place, *fault))
        else:
            good.append(row)
    return good, faults


def _row(election, draft: VoterDraft, admissions: Admissions) -> VoterRegistration:
    number = number_normal(draft.id_number)
    row = VoterRegistration(
        election=election,
        roll=RollKind.VOTERS,
        name=draft.name.strip(),
        born_on=draft.born_on or (born_of(number) if number else None),
        basis=draft.basis,
        group_name=draft.group_name.strip()[:40],
        household=draft.household.strip(),
        has_rights=draft.has_rights,
        willing=draft.willing,
        worker_since=draft.worker_since if draft.basis == VoterBasis.WORKER else None,
        id_digest=number_digest(number) if number else draft.id_digest,
        id_tail=number[-4:] if number else draft.id_tail,
        user=draft.user,
    )
    admissions.write(row, draft)
    row.person_key = key_of(row)
    return row


def roll_open(election: Election, actor) -> Election:
    """The election, locked, while its rolls are being made; else TransitionRefused."""
    election = subject_lock(election)
    access_of(actor).require(RUN, election)
    if election.status != ElectionStatus.REGISTRATION:
        words = _("只有登记期间可以增减名单；公布以后要经异议处理。")
        raise TransitionRefused(words, code="state")
    return election


def rows_number(election: Election, rows: list[VoterRegistration], roll: str) -> None:
    """Go on counting where the roll ends."""
    held = election.registrations.filter(roll=roll)
    last = held.aggregate(last=Max("number"))["last"] or 0
    for number, row in enumerate(rows, start=last + 1):
        row.number = number


def roll_note(election: Election, actor, verb: str, **data) -> None:
    """One line of the record, not public."""
    post = access_of(actor).post_for(RUN, election)
    record_append(subject=election, verb=verb, actor=actor, post=post, data=data, is_public=False)


@transaction.atomic
def voter_register(*, actor, election: Election, draft: VoterDraft) -> VoterRegistration:
    """Put one name on the voters' roll. RuleViolated on the field that is wrong."""
    election = roll_open(election, actor)
    row = voter_store(election, draft)
    roll_note(election, actor, "register", number=row.number)
    return row


def voter_store(election: Election, draft: VoterDraft, **more) -> VoterRegistration:
    """Store one name that has been allowed; the election is locked. RuleViolated."""
    rows, faults = roll_check(election, [draft])
    if faults:
        raise RuleViolated(faults[0].words, field=faults[0].field, code="voter")
    rows_number(election, rows, RollKind.VOTERS)
    places_take(election, rows)
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
    election = roll_open(election, actor)
    rows, faults = roll_check(election, drafts)
    if faults:
        words = _("第 %(line)d 行：%(words)s") % {"line": faults[0].line, "words": faults[0].words}
        raise RuleViolated(words, field="lines", code="faults")
    rows_number(election, rows, RollKind.VOTERS)
    places_take(election, rows, field="lines")
    try:
        with transaction.atomic():
            VoterRegistration.objects.bulk_create(rows, batch_size=1000)
    except IntegrityError as error:
        raise RuleViolated(_("名单上有人重复。"), field="lines", code="twice") from error
    roll_note(election, actor, "import_roll", rows=len(rows))
    return len(rows)


@transaction.atomic
def voter_strike(*, actor, registration: VoterRegistration, why: str) -> None:
    """Take a name off before the roll is published. RuleViolated on ``why``."""
    election = roll_open(registration.election, actor)
    if not why.strip():
        raise RuleViolated(_("请写明理由。"), field="why", code="required")
    row = election.registrations.get(pk=registration.pk)
    row_remove(election, row)
    roll_note(election, actor, "strike", number=row.number, why=why.strip()[:100])


def row_remove(election: Election, row: VoterRegistration) -> None:
    """The name leaves its roll, a voter also the roll of households; the rows stay as proof."""
    gone = election.registrations.filter(removed_on__isnull=True)
    gone.filter(pk=row.pk).update(removed_on=clock.today())
    gone.filter(voter=row.pk).update(removed_on=clock.today())
    places_release(election.community_id, [row.person_key])


@transaction.atomic
def worker_confirm(*, actor, registration: VoterRegistration) -> VoterRegistration:
    """The election committee confirms that a community worker has worked here long enough (§16);
    somebody else than the worker. The same again changes nothing."""
    election = roll_open(registration.election, actor)
    row = election.registrations.get(pk=registration.pk)
    if row.basis != VoterBasis.WORKER or row.worker_confirmed_by_id:
        return row
    if row.user_id == actor.pk:
        raise TransitionRefused(_("不能确认自己。"), code="self")
    row.worker_confirmed_by = actor
    row.save(update_fields=["worker_confirmed_by"])
    roll_note(election, actor, "confirm_worker", number=row.number)
    return row
