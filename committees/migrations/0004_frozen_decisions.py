"""Votes, recusals, action items, resolutions' words and counted votes cannot be changed."""

from django.db import migrations

from committees.models.freezing import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0003_decisions_held_by_the_database"),
        ("portal", "0004_append_only"),
    ]
    operations = [
        migrations.RunPython(
            lambda apps, editor: freeze(editor.connection),
            lambda apps, editor: thaw(editor.connection),
        )
    ]
