"""Division names are found by their bigrams."""

from django.db import migrations

from portal.models.search_index import bigram_index_add, bigram_index_drop


def add(apps, schema_editor):
    bigram_index_add(schema_editor, "portal_division")


def drop(apps, schema_editor):
    bigram_index_drop(schema_editor, "portal_division")


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_rules_and_calendar")]
    operations = [migrations.RunPython(add, drop)]
