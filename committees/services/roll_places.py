"""One person, one community (§16): the keys of the registered, held once in the district.

The key is the digest of the ID number where it was given, else of name and birth date. A key that
somebody holds elsewhere is refused by its uniqueness, whoever comes second, however close.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from committees.models import Election, VoterPlace, VoterRegistration
from committees.services.identity import keyed_digest
from committees.workflows.elections import DONE
from portal.kernel.errors import RuleViolated

CHUNK = 5_000


def _by_name(row: VoterRegistration) -> str:
    text = f"{row.name}|{row.born_on}"
    return keyed_digest("committees.voter.name", text)


def key_of(row: VoterRegistration) -> str:
    """By what the person is found again."""
    return row.id_digest or _by_name(row)


def _parts(keys: Iterable[str]):
    keys = sorted(set(keys))
    return [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]


class Elsewhere:
    """Who of some rows is registered in another community."""

    def __init__(self, election: Election, rows: Sequence[VoterRegistration]):
        wanted = {key for row in rows for key in (row.person_key, _by_name(row)) if key}
        others = VoterPlace.objects.exclude(community=election.community_id)
        self.keys: set[str] = set()
        for part in _parts(wanted):
            self.keys |= set(others.filter(key__in=part).values_list("key", flat=True))
        self.names = self._names(election, [row for row in rows if not row.id_digest])

    def _names(self, election: Election, rows) -> set[tuple]:
        """Names and birth dates without a number here that are on a running roll elsewhere."""
        live = VoterRegistration.objects.filter(removed_on__isnull=True, roll="voters")
        live = live.exclude(election__community=election.community_id)
        live = live.exclude(election__status__in=DONE)
        found: set[tuple] = set()
        for part in _parts(row.name for row in rows):
            pairs = live.filter(name__in=part).values_list("name", "born_on")
            found |= set(pairs)
        return found

    def words_for(self, row: VoterRegistration) -> str:
        """What to say of a row that is registered elsewhere, or ""."""
        if row.id_digest:
            if row.id_digest in self.keys:
                return _("已在其他社区登记，一人只能在一处登记。")
            if _by_name(row) in self.keys:
                return _("其他社区登记了同名同日生、没有核对号码的人，请先与那里核对。")
            return ""
        if _by_name(row) in self.keys or (row.name, row.born_on) in self.names:
            return _("其他社区登记了同名同日生的人，请填身份证号码来核对。")
        return ""


def places_take(election: Election, rows: Sequence[VoterRegistration], field="id_number") -> None:
    """Hold the keys for this community. RuleViolated on ``field`` when another one has a key
    since the check: the database let only one of the two in."""
    keys = sorted({row.person_key for row in rows if row.person_key})
    VoterPlace.objects.bulk_create(
        (VoterPlace(key=key, community_id=election.community_id) for key in keys),
        batch_size=1000,
        ignore_conflicts=True,
    )
    others = VoterPlace.objects.exclude(community=election.community_id)
    for part in _parts(keys):
        if others.filter(key__in=part).exists():
            words = _("已在其他社区登记，一人只能在一处登记。")
            raise RuleViolated(words, field=field, code="elsewhere")


def places_release(community_id: int, keys: Iterable[str] | None = None) -> None:
    """Give back the keys (None = all) that no running election of the community needs."""
    live = VoterRegistration.objects.filter(removed_on__isnull=True)
    live = live.filter(election__community=community_id).exclude(election__status__in=DONE)
    needed = live.exclude(person_key="").values("person_key")
    held = VoterPlace.objects.filter(community=community_id).exclude(key__in=needed)
    if keys is None:
        held.delete()
        return
    for part in _parts(keys):
        held.filter(key__in=part).delete()
