"""The demo's planning stands on any staffed community and shows what it promises."""

from datetime import timedelta

from portal.kernel import clock
from resident_affairs.services.categories import categories_load_defaults
from workstations.demo import duties, planning
from workstations.demo.place import Place
from workstations.models import CategoryBasis, Task, TaskPlan, WorkEntry


def test_a_patrol_with_this_weeks_tasks_and_a_task_in_parts(world, station):
    categories_load_defaults()
    clock.advance(days=120)  # long enough after everybody's post began
    now = clock.now()
    duties.all_of(world.districter, now)
    planning.grounds_of(world.districter)
    planning.all_of(Place(world.mingtong, world.street, world.group), now)
    patrol = TaskPlan.objects.get(title__contains="巡查")
    begun = clock.today() - timedelta(days=16)
    days = list(Task.objects.filter(plan=patrol).order_by("occurs_on").values_list("occurs_on"))
    assert len(days) == len(set(days)) >= 4 and days[0][0] >= begun
    assert Task.objects.filter(plan=patrol, status="verified").exists()
    week = clock.today() - timedelta(days=clock.today().weekday())
    assert Task.objects.filter(plan=patrol, occurs_on__gte=week).exists()
    assert TaskPlan.objects.filter(status="paused").count() == 1
    whole = Task.objects.get(parts__isnull=False, parts__status="verified")
    assert whole.parts.count() == 3 and whole.percent == 60
    assert whole.checklist.filter(ticked_at__isnull=False).count() == 2
    assert CategoryBasis.objects.count() == 3 and WorkEntry.objects.exists()
