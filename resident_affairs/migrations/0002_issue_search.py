"""Issues are found by their bigrams."""

from django.db import migrations

from portal.models.search_index import bigram_index_add, bigram_index_drop


def add(apps, schema_editor):
    bigram_index_add(schema_editor, "resident_affairs_issue")


def drop(apps, schema_editor):
    bigram_index_drop(schema_editor, "resident_affairs_issue")


class Migration(migrations.Migration):
    dependencies = [("resident_affairs", "0001_initial"), ("portal", "0003_division_search")]
    operations = [migrations.RunPython(add, drop)]
