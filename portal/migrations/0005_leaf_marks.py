"""Batches keep marks of their leaves; words may be erased. The triggers are laid anew, since
SQLite alters a table by making another."""

import django.db.models.deletion
from django.db import migrations, models

from portal.models.immutability import changes_allow, changes_forbid

TABLES = ("portal_record", "portal_recordbatch")


def forbid(apps, schema_editor):
    for table in TABLES:
        changes_forbid(schema_editor.connection, table)


def allow(apps, schema_editor):
    for table in TABLES:
        changes_allow(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_append_only")]
    operations = [
        migrations.RunPython(allow, forbid),
        migrations.AddField(
            model_name="recordbatch",
            name="leaf_marks",
            field=models.BinaryField(null=True),
        ),
        migrations.AlterField(
            model_name="record",
            name="remark",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="portal.remark",
            ),
        ),
        migrations.RunPython(forbid, allow),
    ]
