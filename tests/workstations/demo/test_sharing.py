"""The demo's leave and wordings stand on any staffed community and show what they promise."""

from portal.kernel import clock
from resident_affairs.services.categories import categories_load_defaults
from workstations.demo import sharing
from workstations.demo.place import Place
from workstations.models import Leave, ReplyTemplate, SavedFilter, TaskNote, WorkEntry


def test_leave_in_each_state_wordings_and_filters(world, station):
    categories_load_defaults()
    clock.advance(days=60)  # long enough after everybody's post began
    task = station.task_in("in_progress")
    sharing.all_of(Place(world.mingtong, world.street, world.group), clock.now())
    states = sorted(Leave.objects.values_list("status", "is_heads"))
    assert states == [
        ("approved", False),
        ("asked", False),
        ("asked", True),
        ("refused", False),
    ]
    away = Leave.objects.running().get()
    assert away.user == world.staff and away.substitute == world.staff2
    assert ReplyTemplate.objects.filter(community__isnull=True).count() == 1
    assert ReplyTemplate.objects.filter(community=world.mingtong).count() == 3
    assert SavedFilter.objects.count() == 3
    entry = WorkEntry.objects.get(task=task)
    assert (entry.author, entry.in_place_of) == (world.staff2, world.staff)
    note = TaskNote.objects.get(task=task)
    assert (note.author, note.in_place_of) == (world.staff2, world.staff)
