"""The record and its batches cannot be changed."""

from django.db import migrations

from portal.models.immutability import changes_allow, changes_forbid

TABLES = ("portal_record", "portal_recordbatch")


def forbid(apps, schema_editor):
    for table in TABLES:
        changes_forbid(schema_editor.connection, table)


def allow(apps, schema_editor):
    for table in TABLES:
        changes_allow(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_division_search")]
    operations = [migrations.RunPython(forbid, allow)]
