"""Sixteen parallel answers of one person on real connections: one is counted."""

import pytest
from django.db import transaction

from committees.models import PollAnswer
from committees.services.answers import PaperSlip, answer_enter, answer_give
from portal.kernel.errors import TransitionRefused
from portal.models import Record, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.committees.assembly import poll, scan
from tests.parallel import in_a_file, in_parallel

TRIES = 16


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A database that other connections can write to."""
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


@pytest.fixture
def asked(shared, monday):
    """An open poll that other connections can see."""
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
        found = poll(world)
    found.world = world
    return found


def test_one_of_sixteen_is_counted(asked):
    pk = asked.world.resident.pk

    def give(option):
        return lambda: answer_give(actor=User.objects.get(pk=pk), poll=asked, content=[option])

    answers = in_parallel([give(option) for option in [1, 2] * (TRIES // 2)])
    refused = [answer for answer in answers if isinstance(answer, TransitionRefused)]
    assert PollAnswer.objects.count() == 1
    assert len(refused) == TRIES // 2, answers
    assert Record.objects.filter(subject_type="poll", verb="answer").count() == 1


def test_paper_and_online_at_once_are_one(asked):
    resident, staff = asked.world.resident, asked.world.staff
    slip = PaperSlip(name="王桂芳", phone=resident.phone)

    def online():
        return answer_give(actor=User.objects.get(pk=resident.pk), poll=asked, content=[1])

    def paper():
        actor = User.objects.get(pk=staff.pk)
        return answer_enter(actor=actor, poll=asked, slip=slip, content=[2], scans=[scan()])

    answers = in_parallel([online, paper] * 4)
    assert PollAnswer.objects.count() == 1, answers
