"""A secret appraisal by many: each tries sixteen times at once, each counts once, nobody is seen.

1,000 voters on PostgreSQL; fewer on SQLite, which has one writer at a time anyway.
"""

import random
from uuid import uuid4

import pytest
from django.db import connection, transaction

from committees import sealing
from committees.models import SealedBallot, SealedEntry
from committees.services import sealed, sealed_opening, sealed_roll
from committees.services.sealed_casting import ballot_cast
from portal.kernel import clock
from portal.models import Role, RoleAssignment, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.committees.boxes import Box
from tests.committees.conftest import Hall
from tests.committees.linkage import sigmas
from tests.committees.services.test_appraisals import Watch
from tests.parallel import in_a_file, in_parallel

TRIES = 16


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


def people(count: int, place) -> list[User]:
    """So many residents of ``place``."""
    names = [User(username=f"voter{n}", name=f"居民{n}", password="!") for n in range(count)]
    users = User.objects.bulk_create(names)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, role=Role.RESIDENT, division=place, valid_from=clock.today())
        for user in users
    )
    return users


@pytest.fixture
def box(shared, monday):
    """An appraisal's box, open, with everybody on its roll."""
    count = 1000 if connection.vendor == "postgresql" else 60
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
        watch = Watch(Hall(world))
        found = Box(watch.hall, voters=0)
        found.chair, found.second = watch.one, watch.two
        found.voters = people(count, world.mingtong)
        found.appraisal = watch.set()
        found.drafted(kind="appraisal", appraisal=found.appraisal, questions=[])
        sealed_roll.entries_add(actor=watch.one, vote=found.vote, people=found.voters)
        found.vote = sealed_roll.roll_freeze(actor=watch.one, vote=found.vote)
        found.key()
    clock.advance(days=1)
    found.vote = sealed.vote_open(actor=watch.one, vote=found.vote)
    return found


def ballots(box, lot) -> list[tuple]:
    """For each voter: (pk, the grades given, the sealed ballot, its key)."""
    found = []
    for user in box.voters:
        said = [[lot.choices((0, 1, 2), (6, 3, 1))[0]] for _question in box.vote.questions]
        found.append((user.pk, said, box.seal(said), uuid4()))
    return found


def test_a_thousand_try_sixteen_times_each(box):
    lot = random.Random(11)
    given = ballots(box, lot)
    vote_id, count = box.vote.pk, len(given)

    def tries(number):
        """One of sixteen devices that send everybody's ballot at the same moment; the last one
        has it sealed anew, as somebody who votes again."""

        def run():
            done = 0
            for pk, said, ciphertext, key in given:
                words = {"ciphertext": ciphertext, "submit_key": key}
                if number == TRIES - 1:
                    words = {"ciphertext": box.seal(said), "submit_key": uuid4()}
                done += bool(ballot_cast(actor=User(pk=pk), vote_id=vote_id, **words))
            return done

        return run

    answers = in_parallel([tries(number) for number in range(TRIES)], seconds=240)
    assert answers == [count] * TRIES
    # V1, V3: whoever tried sixteen times has two ballots, the repeated and the new; one counts.
    assert SealedBallot.objects.filter(vote=vote_id).count() == 2 * count
    assert len(sealed.current_ballots(box.vote)) == count
    _close_and_publish(box, given)
    _nobody_is_seen(box, given)


def _close_and_publish(box, given) -> None:
    box.closed()
    box.imported()
    box.vote = sealed_opening.sealed_publish(actor=box.chair, vote=box.vote)
    # V4: what is published is what was given, line by line.
    rows = {line.membership_id: line for line in box.appraisal.lines.all()}
    for at, question in enumerate(box.vote.questions):
        said = [choices[at][0] for _pk, choices, _ballot, _key in given]
        result = rows[question["membership"]].result
        grades = [result[name] for name in ("competent", "basic", "incompetent", "invalid")]
        assert grades == [said.count(0), said.count(1), said.count(2), 0]
    box.appraisal.refresh_from_db()
    assert box.appraisal.status == "published"
    assert (box.appraisal.eligible, box.appraisal.present) == (len(given), len(given))


def physical_orders() -> dict[str, str]:
    """Every order in which somebody with the whole database could lay the ballots out."""
    orders = {"id": "b.id", "receipt": "b.receipt", "roll": "b.entry_id", "key": "b.submit_key"}
    if connection.vendor == "postgresql":
        orders |= {"ctid": "b.ctid", "xmin": "b.xmin::text::bigint, b.id"}
    return orders


def _nobody_is_seen(box, given) -> None:
    """S2: the opened choices beside the ballots, in any order the database keeps, name nobody's
    choice better than a lot would. Of 12 attacks one is beyond 3 sigma by luck in three runs of a
    hundred, two are, or one beyond 4, in one of a thousand; with 1,000 voters a leak of a fifth of
    the ballots is 7 sigma (``tests/committees/linkage.py`` looks closer, over many votes)."""
    said = {pk: (choices[0][0],) for pk, choices, _ballot, _key in given}
    answers = [[one for (one,) in box.vote.opened["choices"][0]]]
    orders = {}
    latest = "b.version = (SELECT max(version) FROM committees_sealedballot WHERE entry_id = e.id)"
    for name, order in physical_orders().items():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.user_id FROM committees_sealedballot b "
                "JOIN committees_sealedentry e ON e.id = b.entry_id "
                f"WHERE {latest} ORDER BY {order}"
            )
            orders[name] = [row[0] for row in cursor.fetchall()]
    found = sigmas([(said, orders, answers)])
    assert len(found) == 2 * len(orders)
    far = sorted(map(abs, found.values()), reverse=True)
    assert far[0] <= 4 and far[1] <= 3, found
    lengths = SealedBallot.objects.values_list("ciphertext", flat=True)
    assert {len(bytes(data)) for data in lengths} == {sealing.SEALED}


def test_too_few_for_an_appraisal_have_no_result(box):
    """S4: under twenty valid ballots nothing but the total is published, and nobody is graded."""
    for user in box.voters[:19]:
        box.cast(user, [[0]] * len(box.vote.questions))
    box.closed()
    box.imported()
    box.vote = sealed_opening.sealed_publish(actor=box.chair, vote=box.vote)
    box.appraisal.refresh_from_db()
    assert box.vote.status == "published" and sealed_opening.tally_of(box.vote) is None
    assert box.appraisal.status == "preparing"
    assert SealedEntry.objects.count() == len(box.voters)


def test_without_a_quorum_nobody_is_graded(box):
    """Two thirds of the representatives' meeting (§29): the counts are told, the appraisal is not
    over."""
    for user in box.voters[:30]:
        box.cast(user, [[0]] * len(box.vote.questions))
    box.closed()
    box.imported()
    box.vote = sealed_opening.sealed_publish(actor=box.chair, vote=box.vote)
    box.appraisal.refresh_from_db()
    assert sealed_opening.tally_of(box.vote)[0] == [30, 0, 0]
    assert not sealed_opening.is_quorate(box.vote)
    assert box.appraisal.status == "preparing" and not box.appraisal.lines.exists()
