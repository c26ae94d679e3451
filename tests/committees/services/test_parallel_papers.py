"""Two who compare a paper, and two workers who print one, at the same moment."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction

from committees.models import Amendment, ArchiveItem, Meeting
from committees.services.amendment_papers import amendment_compare, amendment_enter
from committees.services.archives import archives_sweep
from committees.services.binding import archive_bind
from committees.services.meetings import meeting_end
from committees.services.motions import motion_debate
from committees.services.resolutions import resolution_publish, resolution_publish_result
from portal.kernel.errors import TransitionRefused
from portal.models import Record, User
from portal.services.rules import rules_load_defaults
from tests import world as worlds
from tests.committees.assembly import scan
from tests.committees.conftest import Hall
from tests.parallel import in_a_file, in_parallel


@pytest.fixture
def shared(transactional_db, tmp_path, settings):
    """A database and a store that other connections can write to."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with in_a_file(tmp_path / "real.sqlite3"):
        yield


def made(build):
    """What ``build`` makes of a fresh hall, stored."""
    with transaction.atomic():
        world = worlds.build()
        rules_load_defaults()
        return world, build(Hall(world))


def test_of_eight_who_compare_one_decides(shared, monday):
    def build(hall):
        motion = hall.motion()
        hall.session(motion)
        motion = motion_debate(actor=hall.world.chair, motion=motion)
        return amendment_enter(
            actor=hall.world.vice,
            motion=motion,
            mover=hall.place(motion.current_agenda_item.meeting, "member2"),
            text="只在北侧种树。",
            scans=[scan()],
            submit_key=uuid4(),
        )

    world, row = made(build)
    people = [world.chair.pk, world.member1.pk, world.member3.pk, world.member4.pk] * 2

    def compare(pk, place):
        return lambda: amendment_compare(
            actor=User.objects.get(pk=pk),
            amendment=Amendment.objects.get(pk=row.pk),
            is_right=place % 2 == 0,
        )

    answers = in_parallel([compare(pk, place) for place, pk in enumerate(people)])
    done = [one for one in answers if isinstance(one, Amendment)]
    assert len(done) == 1, answers
    assert all(isinstance(one, (Amendment, TransitionRefused)) for one in answers)
    row.refresh_from_db()
    assert (row.checked_by_id, row.outcome) == (done[0].checked_by_id, done[0].outcome)
    said = Record.objects.filter(verb__in=["amendment_confirm", "amendment_refuse"])
    assert said.count() == 1


def test_four_workers_bind_a_paper_once(shared, monday, tmp_path):
    def build(hall):
        resolution = hall.adopted(actions=())
        meeting_end(
            actor=hall.world.chair,
            meeting=Meeting.objects.get(vote_events=resolution.vote_event_id),
        )
        resolution = resolution_publish(actor=hall.world.chair, resolution=resolution)
        resolution_publish_result(actor=hall.world.chair, resolution=resolution)
        archives_sweep()
        return ArchiveItem.objects.get(archive_class="resolution")

    _world, item = made(build)
    answers = in_parallel([lambda: archive_bind(ArchiveItem.objects.get(pk=item.pk))] * 4)
    assert len({one.sha256 for one in answers}) == 1, answers
    assert Record.objects.filter(verb="bind").count() == 1
    assert len(list(Path(tmp_path / "media" / "archives").rglob("*.pdf"))) == 1
