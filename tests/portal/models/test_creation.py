"""Many tables made in one step of a migration."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from portal.models.creation import CreateModels

KEY = ("id", models.BigAutoField(primary_key=True))


def circle() -> CreateModels:
    """Two tables that refer to each other."""
    to_right = models.ForeignKey("portal.CircleRight", models.CASCADE, null=True)
    to_left = models.ForeignKey("portal.CircleLeft", models.CASCADE)
    one = models.UniqueConstraint(fields=["left"], name="circle_right_once")
    right = [KEY, ("left", to_left)]
    return CreateModels(
        operations=[
            migrations.CreateModel("CircleLeft", [KEY, ("right", to_right)]),
            migrations.CreateModel("CircleRight", right, options={"constraints": [one]}),
        ]
    )


def after(operation: CreateModels, before: ProjectState) -> ProjectState:
    """The state when ``operation`` is done."""
    state = before.clone()
    operation.state_forwards("portal", state)
    return state


def tables() -> set[str]:
    """Those of the circle that are in the database."""
    return {n for n in connection.introspection.table_names() if n.startswith("portal_circle")}


@pytest.mark.django_db(transaction=True)
def test_a_circle_of_tables_is_made_and_dropped():
    operation, empty = circle(), ProjectState()
    full = after(operation, empty)
    with connection.schema_editor(atomic=True) as editor:
        operation.database_forwards("portal", editor, empty, full)
    assert tables() == {"portal_circleleft", "portal_circleright"}
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, "portal_circleright")
    assert constraints["circle_right_once"]["unique"]
    assert [c["foreign_key"] for c in constraints.values() if c["foreign_key"]] == [
        ("portal_circleleft", "id")
    ]
    with connection.schema_editor(atomic=True) as editor:
        operation.database_backwards("portal", editor, full, empty)
    assert tables() == set()


def test_the_models_join_a_state_that_was_drawn_already():
    drawn = ProjectState()
    assert list(drawn.apps.get_models()) == []
    full = after(circle(), drawn)
    left = full.apps.get_model("portal", "CircleLeft")
    assert left._meta.get_field("right").related_model._meta.model_name == "circleright"


def test_it_is_written_and_told():
    change = type("Migration", (migrations.Migration,), {"operations": [circle()]})
    text = MigrationWriter(change("0001_initial", "portal")).as_string()
    assert "portal.models.creation.CreateModels(" in text
    assert text.count("migrations.CreateModel(") == 2
    assert circle().describe() == "Create 2 models together"


@pytest.mark.parametrize("app", ["portal", "resident_affairs", "committees", "workstations"])
def test_an_app_begins_with_all_its_tables_at_once(app):
    first = MigrationLoader(None).disk_migrations[app, "0001_initial"]
    kinds = [type(operation).__name__ for operation in first.operations]
    assert kinds == ["CreateModels", "RunPython"]
