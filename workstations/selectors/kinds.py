"""Tasks, urgings and assessments by id, for whoever tells of them; one statement each."""

from workstations.models import Assessment, SupervisionOrder, Task


def tasks_by_ids(ids) -> dict[int, Task]:
    """{id: task} with its community, assignee and parent."""
    rows = Task.objects.filter(pk__in=list(ids))
    rows = rows.select_related("community", "assignee", "parent")
    return {row.pk: row for row in rows}


def orders_by_ids(ids) -> dict[int, SupervisionOrder]:
    """{id: order} with what it urges."""
    rows = SupervisionOrder.objects.filter(pk__in=list(ids))
    return {row.pk: row for row in rows.select_related("issue", "task", "rectification")}


def assessments_by_ids(ids) -> dict[int, Assessment]:
    """{id: assessment} with its station."""
    rows = Assessment.objects.filter(pk__in=list(ids)).select_related("station")
    return {row.pk: row for row in rows}
