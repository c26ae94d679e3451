"""The second roll of an election: who votes for each household, or the representatives (§14, §17).

The voters' roll stands beside it in every form: candidates and nominators are names of that one.
"""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import (
    Election,
    ElectionForm,
    Representative,
    RollKind,
    VoterBasis,
    VoterRegistration,
)
from committees.services.answers import door_normal
from committees.services.identity import number_digest, number_normal
from committees.services.rolls import LineFault, VoterDraft, roll_note, roll_open, rows_number
from portal.kernel.errors import RuleViolated, TransitionRefused


def _by_households(election: Election, actor) -> Election:
    election = roll_open(election, actor)
    if election.form != ElectionForm.HOUSEHOLDS:
        words = _("只有每户派代表的选举才登记户代表。")
        raise TransitionRefused(words, code="form")
    return election


def household_row(election: Election, voter: VoterRegistration) -> VoterRegistration:
    """The household's representative, as a row of its roll, not stored."""
    return VoterRegistration(
        election=election,
        roll=RollKind.HOUSEHOLDS,
        voter=voter,
        name=voter.name,
        born_on=voter.born_on,
        basis=voter.basis,
        group_name=voter.group_name,
        household=voter.household,
        household_key=door_normal(voter.household),
        has_rights=voter.has_rights,
        willing=voter.willing,
        id_digest=voter.id_digest,
        id_tail=voter.id_tail,
        user_id=voter.user_id,
    )


def _doors(election: Election) -> set[str]:
    rows = election.registrations.filter(roll=RollKind.HOUSEHOLDS, removed_on__isnull=True)
    return set(rows.values_list("household_key", flat=True))


def households_store(election: Election, voters: Sequence[VoterRegistration], field: str, **more):
    """Store the representatives of some households; the election is locked. RuleViolated on
    ``field`` when a household has one."""
    rows = [household_row(election, voter) for voter in voters]
    rows_number(election, rows, RollKind.HOUSEHOLDS)
    for row in rows:
        for name, value in more.items():
            setattr(row, name, value)
    try:
        with transaction.atomic():
            return VoterRegistration.objects.bulk_create(rows, batch_size=1000)
    except IntegrityError as error:
        raise RuleViolated(_("这一户已有户代表。"), field=field, code="household") from error


@transaction.atomic
def households_name(*, actor, election: Election, numbers: Sequence[int]) -> int:
    """Who votes for their household: numbers of the voters' roll, one a door. RuleViolated on
    ``numbers``: not on the roll, or the door has one."""
    election = _by_households(election, actor)
    found = list(election.standing_voters.filter(number__in=set(numbers)))
    missing = sorted(set(numbers) - {row.number for row in found})
    if missing or not found:
        words = _("选民名单上没有这些序号：%(numbers)s。")
        words %= {"numbers": "、".join(map(str, missing[:5]))}
        raise RuleViolated(words, field="numbers", code="missing")
    doors = _doors(election)
    for row in found:
        door = door_normal(row.household)
        if door in doors:
            words = _("%(door)s 已有户代表。") % {"door": row.household}
            raise RuleViolated(words, field="numbers", code="household")
        doors.add(door)
    households_store(election, found, "numbers")
    roll_note(election, actor, "import_roll", rows=len(found), roll=RollKind.HOUSEHOLDS)
    return len(found)


def households_check(
    election: Election, drafts: Sequence[VoterDraft]
) -> tuple[list[VoterRegistration], list[LineFault]]:
    """The voters whom the lines of a file name, and the faults of the other lines; two
    statements."""
    voters = list(election.standing_voters)
    by_number = {row.id_digest: row for row in voters if row.id_digest}
    by_door = {(row.name, door_normal(row.household)): row for row in voters}
    doors, found, faults = _doors(election), [], []
    for place, draft in enumerate(drafts, 1):
        number = number_normal(draft.id_number)
        digest = number_digest(number) if number else draft.id_digest
        voter = by_number.get(digest) if digest else None
        voter = voter or by_door.get((draft.name.strip(), door_normal(draft.household)))
        if voter is None:
            words = _("选民名单上没有这个人（按身份证号码，或姓名和门牌）。")
            faults.append(LineFault(draft.line or place, "name", words))
        elif door_normal(voter.household) in doors:
            faults.append(LineFault(draft.line or place, "household", _("这一户已有户代表。")))
        else:
            doors.add(door_normal(voter.household))
            found.append(voter)
    return found, faults


@transaction.atomic
def households_import(*, actor, election: Election, drafts: Sequence[VoterDraft]) -> int:
    """Put all households' representatives of a file on their roll, or none. RuleViolated on
    ``lines``."""
    election = _by_households(election, actor)
    voters, faults = households_check(election, drafts)
    if faults:
        words = _("第 %(line)d 行：%(words)s") % {"line": faults[0].line, "words": faults[0].words}
        raise RuleViolated(words, field="lines", code="faults")
    households_store(election, voters, "lines")
    roll_note(election, actor, "import_roll", rows=len(voters), roll=RollKind.HOUSEHOLDS)
    return len(voters)


@transaction.atomic
def roll_from_representatives(*, actor, election: Election) -> int:
    """The roll of the form by representatives: everybody in office on election day."""
    election = roll_open(election, actor)
    if election.form != ElectionForm.REPRESENTATIVES:
        raise TransitionRefused(_("只有居民代表选举按居民代表生成名单。"), code="form")
    seats = Representative.objects.active(election.election_day)
    seats = seats.filter(community=election.community_id).select_related("group")
    rows = election.registrations.filter(roll=RollKind.REPRESENTATIVES, removed_on__isnull=True)
    here = list(rows.values_list("representative", flat=True))
    made = [_seat_row(election, seat) for seat in seats.exclude(pk__in=here).order_by("id")]
    rows_number(election, made, RollKind.REPRESENTATIVES)
    VoterRegistration.objects.bulk_create(made)
    roll_note(election, actor, "import_roll", rows=len(made), roll=RollKind.REPRESENTATIVES)
    return len(made)


def _seat_row(election: Election, seat: Representative) -> VoterRegistration:
    return VoterRegistration(
        election=election,
        roll=RollKind.REPRESENTATIVES,
        name=seat.name,
        born_on=None,
        basis=VoterBasis.HUKOU,
        group_name=seat.group.short_name if seat.group_id else "",
        household="—",
        representative=seat,
        user_id=seat.user_id,
    )
