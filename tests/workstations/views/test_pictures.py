"""Pictures are served by right only, re-encoded, never as sent."""

import pytest
from django.urls import reverse

from portal.models import Picture
from portal.services.files import pictures_sweep, pictures_take
from tests.workstations.conftest import photo


def url(picture, size="thumb"):
    return reverse("portal:picture", args=[picture.pk, size])


@pytest.fixture
def evidence(station):
    task = station.task_in("delivered")
    pictures_sweep()
    return task, Picture.objects.get()


def test_handlers_and_the_public_of_a_public_affair_see_it(world, evidence, as_user):
    _task, picture = evidence
    for user in (world.staff, world.street, world.resident, None):
        answer = as_user(user).get(url(picture))
        assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"


@pytest.mark.parametrize("who", ["baita_head", "neighbour", None])
def test_a_staff_only_affair_keeps_its_photos(world, evidence, as_user, who):
    task, picture = evidence
    type(task.issue).objects.update(visibility="staff")
    user = world.people[who] if who else None
    assert as_user(user).get(url(picture)).status_code == 404
    assert as_user(world.staff).get(url(picture)).status_code == 200


def test_what_is_not_ready_or_nobodys_is_missing(world, as_user):
    (picture,) = pictures_take(actor=world.resident, uploads=[photo()])
    assert as_user(world.admin).get(url(picture)).status_code == 404
    pictures_sweep()
    assert as_user(world.admin).get(url(picture)).status_code == 404
    assert as_user(world.admin).get(url(picture, "raw")).status_code == 404
