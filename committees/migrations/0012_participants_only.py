"""The roll replaces attendance; votes hang on it; tellers' counts cannot be changed."""

import django.db.models.deletion
from django.db import migrations, models

from committees.models.freezing import TELLERS, freeze, thaw
from portal.models.immutability import changes_allow, changes_forbid


def _thaw(apps, editor):
    thaw(editor.connection)


def _freeze(apps, editor):
    freeze(editor.connection)


def _tellers(apps, editor):
    for table in TELLERS:
        changes_forbid(editor.connection, table)


def _tellers_free(apps, editor):
    for table in TELLERS:
        changes_allow(editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("committees", "0011_participants_from_attendance")]
    operations = [
        # SQLite rebuilds the tables, which would lose their triggers.
        migrations.RunPython(_thaw, _freeze),
        migrations.RemoveConstraint(model_name="vote", name="vote_once"),
        migrations.RemoveField(model_name="vote", name="membership"),
        migrations.AlterField(
            model_name="vote",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="votes",
                to="committees.participant",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                fields=("vote_event", "participant"), name="vote_once"
            ),
        ),
        migrations.DeleteModel(name="Attendance"),
        migrations.RunPython(_freeze, _thaw),
        migrations.RunPython(_tellers, _tellers_free),
    ]
