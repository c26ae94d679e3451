"""A station with twenty thousand open tasks, and the people at its desk."""

from datetime import timedelta

from portal.kernel import clock
from portal.models import Role, RoleAssignment, User
from tests.bench.ground import CLIENTS, Person, housekeep, person
from workstations.models import SupervisionOrder, Task, Workstation

TASKS = 20_000
STATES = ("open", "assigned", "in_progress", "blocked", "delivered", "rework")


def station_people(tasks: int = TASKS) -> list[Person]:
    """The staff of the first staffed station, which has ``tasks`` open tasks from now on."""
    staff = RoleAssignment.objects.filter(role=Role.STATION_STAFF).order_by("division_id", "id")
    place = staff.select_related("division__parent").first().division
    people = [row.user for row in staff.filter(division=place).select_related("user")[:CLIENTS]]
    if Task.objects.open().filter(community=place).count() < tasks:
        _fill(place, people, tasks)
        housekeep("public")
    return [person(user, place.pk) for user in people]


def _fill(place, people: list[User], tasks: int) -> None:
    moment = clock.now()
    chain = {
        "community_id": place.pk,
        "subdistrict_id": place.parent_id,
        "district_id": place.parent.parent_id,
    }
    official = User.objects.get(username="bench-street-0")
    old = Task.objects.filter(community=place).order_by("id").first()
    # An order makes one task, and only one of them is open beside another.
    words = {"task": old, "urged_by": official, "words": "逐户走访", "answer_due_at": moment}
    words |= {"answered_at": moment, "answered_by": official, "answer": "逐户走访"}
    orders = SupervisionOrder.objects.bulk_create(
        [SupervisionOrder(**chain, **words) for _number in range(tasks)], batch_size=2000
    )
    station = Workstation.objects.get(community=place)
    Task.objects.bulk_create(
        (
            Task(
                **chain,
                station=station,
                order=order,
                status=STATES[number % len(STATES)],
                assignee=people[number % len(people)],
                title=f"走访第{number}户",
                due_at=moment + timedelta(minutes=number * 20 - 6000),
                created_at=moment - timedelta(days=20),
            )
            for number, order in enumerate(orders)
        ),
        batch_size=2000,
    )
