"""What a phone sends again after a lost answer is taken once."""

from uuid import uuid4

import pytest

from portal.kernel.errors import Refused, RuleViolated
from portal.models import Record
from tests.workstations.conftest import photo
from workstations.models import TaskEvidence, TaskNote
from workstations.services.evidence import evidence_add
from workstations.services.tasks import task_note_progress


def note(world, task, key, **words):
    given = {"text": "疏通了", "submit_key": key, "uploads": [photo(), photo("red")]}
    return task_note_progress(actor=world.staff, task=task, **(given | words))


def test_a_note_with_its_photos(world, station):
    task, key = station.task_in("in_progress"), uuid4()
    before = task.evidence.count()
    first = note(world, task, key)
    assert note(world, task, key) == first
    assert TaskNote.objects.count() == 1 and task.evidence.count() == before + 2
    assert Record.objects.filter(subject_type="task", verb="note_progress").count() == 1


def test_photos_alone(world, station):
    task, key = station.task_in("in_progress"), uuid4()
    before = task.evidence.count()
    words = {"actor": world.staff, "task": task, "submit_key": key}
    first = evidence_add(uploads=[photo(), photo("red")], **words)
    again = evidence_add(uploads=[photo(), photo("red")], **words)
    assert [row.pk for row in again] == [row.pk for row in first]
    assert task.evidence.count() == before + 2
    assert [row.position for row in first] == [0, 1]


def test_without_a_key_twice_is_twice(world, station):
    task = station.task_in("in_progress")
    before = task.evidence.count()
    for _time in range(2):
        evidence_add(actor=world.staff, task=task, uploads=[photo()])
    assert task.evidence.count() == before + 2


def test_a_key_of_another_task_is_no_key(world, station):
    one, other, key = station.task_in("in_progress"), station.task_in("in_progress"), uuid4()
    evidence_add(actor=world.staff, task=one, uploads=[photo()], submit_key=key)
    before = other.evidence.count()
    with pytest.raises(RuleViolated) as caught:
        evidence_add(actor=world.staff, task=other, uploads=[photo()], submit_key=key)
    assert caught.value.code == "used" and other.evidence.count() == before


def test_somebody_else_gains_nothing_by_a_new_key(world, station):
    task = station.task_in("in_progress")
    with pytest.raises(Refused):
        evidence_add(actor=world.staff2, task=task, uploads=[photo()], submit_key=uuid4())


class TestByTheApi:
    """The door that the phone's script uses."""

    def test_a_note_and_photos(self, world, station, api):
        task, key = station.task_in("in_progress"), str(uuid4())
        client = api(world.staff)
        words = {"submit_key": key, "text": "疏通了", "is_public": "on", "stage": "during"}
        for _time in range(2):
            given = words | {"photos": [photo(), photo("red")]}
            sent = client.post(f"/api/v1/tasks/{task.pk}/notes/", given, format="multipart")
            assert sent.status_code == 201
        assert TaskNote.objects.count() == 1
        assert TaskEvidence.objects.filter(task=task, stage="during").count() == 2
        other = str(uuid4())
        for _time in range(2):
            given = {"submit_key": other, "photos": [photo()]}
            sent = client.post(f"/api/v1/tasks/{task.pk}/evidence/", given, format="multipart")
            assert sent.status_code == 201
        assert TaskEvidence.objects.filter(submit_key=other).count() == 1

    def test_seven_photos_and_a_bad_key_are_refused(self, world, station, api):
        task, client = station.task_in("in_progress"), api(world.staff)
        words = {"submit_key": str(uuid4()), "text": "多", "photos": [photo() for _n in range(7)]}
        sent = client.post(f"/api/v1/tasks/{task.pk}/notes/", words, format="multipart")
        assert sent.status_code == 400
        words = {"submit_key": "x", "photos": [photo()]}
        sent = client.post(f"/api/v1/tasks/{task.pk}/evidence/", words, format="multipart")
        assert sent.status_code == 400 and not TaskNote.objects.exists()

    def test_logged_out_it_is_told_apart(self, world, station, api):
        task = station.task_in("in_progress")
        sent = api().post(f"/api/v1/tasks/{task.pk}/notes/", {"text": "x"}, format="multipart")
        assert sent.status_code == 401
