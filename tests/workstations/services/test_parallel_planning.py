"""Two people at one moment: photos sent twice, a leave asked for twice, a pile given to two, the
twentieth filter kept twice."""

from uuid import uuid4

import pytest
from django.db import transaction

from portal.kernel.errors import RuleViolated
from portal.models import Record, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.parallel import in_a_file, in_parallel
from tests.workstations.conftest import Station, photo
from tests.workstations.resting import asked
from workstations.models import Leave, SavedFilter, Task, TaskEvidence
from workstations.selectors.tasks import TaskFilter
from workstations.services.evidence import evidence_add
from workstations.services.handing import Handed, tasks_hand
from workstations.services.saved_filters import filter_save


@pytest.fixture
def shared(transactional_db, tmp_path, monday):
    """The world in a database that several connections open."""
    with in_a_file(tmp_path / "real.sqlite3"):
        with transaction.atomic():
            rules_load_defaults()
            world = worlds.build()
        yield world


def again(user) -> User:
    """The person as another request has them."""
    return User.objects.get(pk=user.pk)


def test_the_same_photos_four_times(shared):
    with transaction.atomic():
        task = Station(shared).task_in("in_progress")
    key, before = uuid4(), TaskEvidence.objects.count()

    def send():
        words = {"task": Task.objects.get(pk=task.pk), "uploads": [photo()], "submit_key": key}
        return [row.pk for row in evidence_add(actor=again(shared.staff), **words)]

    answers = in_parallel([send] * 4)
    assert len({tuple(one) for one in answers}) == 1, answers
    assert TaskEvidence.objects.count() == before + 1
    assert Record.objects.filter(verb="add_evidence").count() == 2  # with the first photo's


def test_the_same_days_asked_for_from_two_phones(shared):
    answers = in_parallel([lambda: asked(shared, user=again(shared.staff))] * 3)
    assert Leave.objects.count() == 1
    assert sum(isinstance(one, Leave) for one in answers) == 1, answers
    assert sum(getattr(one, "code", "") == "twice" for one in answers) == 2, answers


def test_one_pile_given_to_two_people(shared):
    with transaction.atomic():
        pks = [Station(shared).task().pk for _n in range(6)]

    def give(to):
        words = {"pks": pks, "assignee": again(to), "remark": "分工"}
        return lambda: tasks_hand(actor=again(shared.head), **words)

    answers = in_parallel([give(shared.staff), give(shared.staff2)])
    assert all(isinstance(one, Handed) for one in answers), answers
    for one in answers:
        assert len(one.given) + len(one.already) + len(one.refused) == 6
    given = sum(len(one.given) for one in answers)
    assert Record.objects.filter(subject_type="task", verb="assign").count() == given >= 6
    assert not Task.objects.filter(pk__in=pks, assignee=None).exists()


def test_the_twentieth_filter_from_two_pages(shared):
    wanted = TaskFilter(status="open")
    for number in range(19):
        filter_save(actor=shared.staff, name=str(number), wanted=wanted)

    def keep(name):
        return lambda: filter_save(actor=again(shared.staff), name=name, wanted=wanted)

    answers = in_parallel([keep("甲"), keep("乙")])
    assert SavedFilter.objects.count() == 20
    assert sum(isinstance(one, RuleViolated) for one in answers) == 1, answers
