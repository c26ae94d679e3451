"""Resolutions: word for word what was voted, published, followed, replaced, never deleted."""

from uuid import uuid4

import pytest

from committees.events import ResolutionAdopted, ResolutionRescinded
from committees.models import ActionItem, Resolution
from committees.selectors.resolutions import standing_resolution_for
from committees.services.resolutions import (
    resolution_implement,
    resolution_publish,
    resolution_publish_result,
    resolution_record_progress,
    resolution_start_execution,
    resolution_text_intact,
)
from committees.services.votes import vote_close
from portal.kernel import events
from portal.kernel.errors import Refused, TransitionRefused
from portal.models import Record


@pytest.fixture
def heard(monkeypatch):
    """Only these handlers hear the events: they keep them."""
    kept = []
    table = {ResolutionAdopted: [kept.append], ResolutionRescinded: [kept.append]}
    known = dict(events._handlers)
    monkeypatch.setattr(events, "_handlers", _Silent(known | table))
    return kept


class _Silent(dict):
    def __missing__(self, key):
        return []


def test_it_is_frozen_by_its_fingerprint(hall, heard):
    resolution = hall.adopted()
    assert resolution.text_hash == resolution.vote_event.text_hash
    assert resolution_text_intact(resolution)
    row = Record.objects.of(resolution).get(verb="adopt")
    assert row.data["actions"] == 2
    assert [event.resolution_id for event in heard] == [resolution.pk]


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_changed_word_is_seen(hall, heard, field):
    resolution = hall.adopted()
    setattr(resolution, field, "别的")
    assert not resolution_text_intact(resolution)


def test_a_changed_item_is_seen(hall, heard):
    resolution = hall.adopted()
    items = list(resolution.action_items.all())
    items[0].cost_fen += 1
    assert not resolution_text_intact(resolution, items)


def test_a_failing_handler_undoes_vote_and_resolution(hall, monkeypatch):
    def fail(event):
        raise RuntimeError("no task, no resolution")

    monkeypatch.setitem(events._handlers, ResolutionAdopted, [fail])
    event = hall.vote()
    hall.say(event, "for", "chair", "vice", "member1", "member2")
    with pytest.raises(RuntimeError):
        vote_close(actor=hall.world.chair, event_id=event.pk)
    assert not Resolution.objects.exists()
    event.refresh_from_db()
    assert event.is_open


def test_publishing_and_the_result(hall, heard):
    resolution = resolution_publish(actor=hall.world.chair, resolution=hall.adopted())
    assert resolution.status == "published" and resolution.published_at
    resolution = resolution_start_execution(actor=hall.world.head, resolution=resolution)
    assert resolution.status == "in_execution"
    resolution = resolution_implement(actor=hall.world.chair, resolution=resolution)
    assert resolution.status == "implemented"
    resolution = resolution_publish_result(actor=hall.world.vice, resolution=resolution)
    assert resolution.status == "result_published"


def test_work_may_begin_before_the_board_is_served(hall, heard):
    resolution = resolution_start_execution(actor=None, resolution=hall.adopted())
    resolution = resolution_publish(actor=hall.world.chair, resolution=resolution)
    assert resolution.status == "in_execution" and resolution.published_at
    with pytest.raises(TransitionRefused):
        resolution_publish(actor=hall.world.chair, resolution=resolution)


@pytest.mark.parametrize("key", ["member1", "head", "street", "districter", "secretary"])
def test_only_the_leaders_publish(hall, heard, key):
    resolution = hall.adopted()
    with pytest.raises(Refused):
        resolution_publish(actor=hall.world.people[key], resolution=resolution)


def test_a_result_needs_the_work_done(hall, heard):
    with pytest.raises(TransitionRefused):
        resolution_publish_result(actor=hall.world.chair, resolution=hall.adopted())


def test_what_asks_for_nothing_is_done_when_published(hall, heard):
    resolution = hall.adopted(actions=())
    resolution = resolution_publish(actor=hall.world.chair, resolution=resolution)
    assert resolution.status == "implemented"


def test_a_second_beginning_changes_nothing(hall, heard):
    resolution = resolution_start_execution(actor=None, resolution=hall.adopted())
    version = resolution.version
    assert resolution_start_execution(actor=None, resolution=resolution).version == version


def test_progress_is_written_down(hall, heard):
    resolution = hall.adopted()
    item = ActionItem.objects.first()
    data = {"what": "task_opened", "action_item": item.pk}
    resolution_record_progress(actor=None, resolution=resolution, data=data)
    assert Record.objects.of(resolution).last().data == data


def test_a_later_resolution_takes_its_place(hall, heard):
    first = hall.adopted(is_standing=True)
    assert standing_resolution_for(hall.world.mingtong.pk) == first
    second = hall.adopted(is_standing=True, replaces=first, submit_key=uuid4())
    first.refresh_from_db()
    assert (first.status, first.superseded_by) == ("rescinded", second)
    assert standing_resolution_for(hall.world.mingtong.pk) == second
    assert [type(event).__name__ for event in heard][-2:] == [
        "ResolutionRescinded",
        "ResolutionAdopted",
    ]
    assert Resolution.objects.count() == 2


def test_no_authority_where_nothing_stands(hall, heard):
    hall.adopted()
    assert standing_resolution_for(hall.world.mingtong.pk) is None
    assert standing_resolution_for(hall.world.baita.pk) is None
