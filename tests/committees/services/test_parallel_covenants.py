"""Counters, leaders and officials who act at the same moment on real connections."""

from uuid import uuid4

import pytest
from django.db import transaction

from committees.models import AppraisalSheet, CorrectionOrder, CovenantVersion
from committees.services.appraisals import sheet_enter
from committees.services.corrections import correction_order
from committees.services.covenants import covenant_draft
from portal.models import Record, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.committees.conftest import Hall
from tests.committees.services.test_appraisals import Watch
from tests.committees.services.test_covenants import filed
from tests.parallel import in_a_file, in_parallel


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


def made(act):
    """What ``act`` makes, stored."""
    with transaction.atomic():
        return act()


def test_of_three_counters_two_count_and_one_result_is_published(shared, monday):
    def build():
        world = worlds.build()
        rules_load_defaults()
        watch = Watch(Hall(world))
        row = watch.opened()
        return watch, row, watch.counts(row)

    watch, row, counts = made(build)

    def enter(pk):
        return lambda: sheet_enter(
            actor=User.objects.get(pk=pk), appraisal=row, collected=20, counts=counts
        )

    people = [watch.one.pk, watch.two.pk, watch.rep.pk]
    in_parallel([enter(pk) for pk in people * 4])
    row.refresh_from_db()
    sides = AppraisalSheet.objects.values_list("side", "entered_by").distinct()
    assert row.status == "published" and len(set(sides)) == 2
    published = Record.objects.filter(subject_type="appraisal", verb="publish")
    assert published.count() == 1


def test_sixteen_orders_at_once_are_one(shared, monday):
    def build():
        world = worlds.build()
        rules_load_defaults()
        return world, filed(Hall(world))

    world, target = made(build)

    def give():
        return correction_order(
            actor=User.objects.get(pk=world.street.pk),
            target=CovenantVersion.objects.get(pk=target.pk),
            article="§31",
            reason="抵触",
            submit_key=uuid4(),
        )

    in_parallel([give] * 16)
    target.refresh_from_db()
    assert CorrectionOrder.objects.count() == 1 and target.status == "ordered_to_correct"


def test_sixteen_drafts_at_once_are_one(shared, monday):
    def build():
        world = worlds.build()
        rules_load_defaults()
        return world

    world, key = made(build), uuid4()

    def write():
        return covenant_draft(
            actor=User.objects.get(pk=world.chair.pk),
            community=world.mingtong,
            kind="covenant",
            title="公约",
            text="一、互助。",
            submit_key=key,
        )

    rows = in_parallel([write] * 16)
    assert CovenantVersion.objects.count() == 1
    assert {row.pk for row in rows} == {CovenantVersion.objects.get().pk}
