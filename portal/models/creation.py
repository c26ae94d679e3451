"""Many tables made in one step of a migration."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Create the tables of ``operations`` (each a ``CreateModel``) together.

    Django draws every related model anew after each single ``CreateModel``, and all of ours hang
    together by the person who acted: 150 models cost 150 × 150 drawings, a minute and a half on a
    fresh machine. Here they are drawn once. Models may refer to each other in a circle:
    PostgreSQL gets its foreign keys at the migration's end, SQLite does not ask for the table.
    """

    serialization_expand_args = ["operations"]
    category = OperationCategory.ADDITION

    def __init__(self, operations: list[CreateModel]):
        self.operations = operations

    def deconstruct(self):
        """``(name, args, kwargs)`` for the writer of migrations."""
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        """Add all models to ``state`` before anybody draws them."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Make the tables, in the order given."""
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Drop them, the last one first."""
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def describe(self):
        """One line for ``migrate --plan``."""
        return f"Create {len(self.operations)} models together"

    def _models(self, app_label, schema_editor, state) -> list:
        models = [state.apps.get_model(app_label, made.name) for made in self.operations]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]
