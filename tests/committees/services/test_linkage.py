"""S2: nobody's choice is found by any order the database keeps; and three leaks that are."""

import random
from uuid import UUID, uuid4

import pytest
from django.db import connection

from committees import sealing
from committees.services import sealed_opening
from portal.kernel.errors import RuleViolated
from portal.models import Record
from tests.committees import linkage
from tests.committees.boxes import Box
from tests.committees.linkage import SIZE, beyond, leaks


def linked_run(hall, seed: int, key=lambda choices: uuid4()) -> linkage.Run:
    """One vote on two questions: ({who: both choices}, {order: voters}, the opened choices)."""
    box, lot = Box(hall, voters=0), random.Random(seed)
    box.voters = [box.voter(seed * 1000 + number) for number in range(SIZE)]
    box.open()
    said = {voter.pk: (lot.randrange(3), lot.randrange(2)) for voter in box.voters}
    for voter in lot.sample(box.voters, SIZE):
        choices = said[voter.pk]
        box.cast(voter, [[choices[0]], [choices[1]]], key=key(choices))
    box.closed()
    box.imported()
    ballots = box.vote.ballots
    cast = Record.objects.filter(subject_type="sealed_vote", subject_id=box.vote.pk, verb="cast")
    orders = {
        "as stored": list(ballots.order_by("pk").values_list("entry__user", flat=True)),
        "by receipt": list(ballots.order_by("receipt").values_list("entry__user", flat=True)),
        "by key": list(ballots.order_by("submit_key").values_list("entry__user", flat=True)),
        "by roll": list(ballots.order_by("entry").values_list("entry__user", flat=True)),
        "by audit": list(cast.order_by("pk").values_list("actor", flat=True)),
        "by audit time": list(cast.order_by("happened_at", "pk").values_list("actor", flat=True)),
    }
    if connection.vendor == "postgresql":
        for name in ("ctid", "xmin::text::bigint"):
            orders[name] = voters_in_order(ballots, name)
    lengths = {len(bytes(data)) for data in ballots.values_list("ciphertext", flat=True)}
    assert lengths == {sealing.SEALED}
    opened = [[chosen[0] for chosen in rows] for rows in box.vote.opened["choices"]]
    return said, orders, opened


def voters_in_order(ballots, column: str) -> list[int]:
    """The voters of ``ballots`` by a column of the database's own (PostgreSQL)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.user_id FROM committees_sealedballot b"
            " JOIN committees_sealedentry e ON e.id = b.entry_id"
            f" WHERE b.id = ANY(%s) ORDER BY b.{column}, b.id",
            [list(ballots.values_list("pk", flat=True))],
        )
        return [pk for (pk,) in cursor.fetchall()]


def test_linkage_is_no_better_than_chance(hall):
    """Somebody with the whole database lays the opened choices beside the ballots, the roll or the
    audit rows in any order kept there, for one question and for both joined: no better than by
    lot. ``tests/committees/linkage.py`` says how sharp this is and how often it errs: a false
    alarm in six runs of a million, a leak of 9 % of the ballots missed once in ten."""
    assert not leaks(lambda seed: linked_run(hall, seed))


def unsorted_open(export: dict, seed: bytes) -> dict:
    """The opening tool without its sorting: the choices in the order of the file."""
    info = sealing.info_of(export["vote"], export["rules_hash"])
    data = [sealing.unseal(bytes.fromhex(text), seed, info) for text in export["ballots"]]
    found = [sealing.ballot_unpack(one, export["limits"]) for one in data]
    choices = [[ballot[number] for ballot in found] for number in range(len(export["limits"]))]
    counts = {"valid": len(found), "invalid": 0}
    return {"vote": export["vote"], "root": export["root"], "choices": choices} | counts


class TestLeaks:
    """Variants of the house that give a voter away, and that the attack finds in one vote."""

    def test_the_portal_takes_no_order(self, hall, monkeypatch):
        monkeypatch.setattr(sealing, "ballots_open", unsorted_open)
        with pytest.raises(RuleViolated):
            linked_run(hall, 1)

    @pytest.mark.parametrize(
        ("order", "attack"),
        [
            (lambda row: row.receipt, "by receipt"),
            (lambda row: row.pk, "as stored"),
        ],
    )
    def test_choices_given_out_in_the_order_of_the_box(self, hall, monkeypatch, order, attack):
        """The export as it is, or in the order of casting; a tool that does not sort, and a portal
        that does not mind."""
        current = sealed_opening.current_ballots
        monkeypatch.setattr(sealing, "ballots_open", unsorted_open)
        monkeypatch.setattr(sealed_opening, "_are_answers", lambda *_given: True)
        monkeypatch.setattr(
            sealed_opening, "current_ballots", lambda vote: sorted(current(vote), key=order)
        )
        found = beyond([linked_run(hall, 2)], 4)
        assert {attack, f"{attack}, both questions"} <= found
        other = {"by receipt", "as stored"} - {attack}
        assert not other & found

    def test_a_key_that_tells_the_choice(self, hall):
        """Nothing is out of order, but the device numbers its sends by what is in them."""

        def telling(choices) -> UUID:
            lead = choices[0] * 2 + choices[1]
            return UUID(int=(lead << 120) | (uuid4().int >> 8))

        found = beyond([linked_run(hall, 3, telling)], 4)
        assert {"by key", "by key, both questions"} <= found
