"""Amendments of actions and on paper; filed papers as PDF with their fingerprint."""

import committees.models.archives
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from committees.models.freezing_papers import freeze_papers, thaw_papers


def _freeze(apps, editor):
    freeze_papers(editor.connection)


def _thaw(apps, editor):
    thaw_papers(editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0023_voices'),
        ('portal', '0014_unit_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='actions',
            field=models.JSONField(blank=True, null=True, verbose_name='修改后的拟办事项'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='checked_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='entered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='mover',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='committees.participant'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='scan',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='portal.picture'),
        ),
        migrations.AddField(
            model_name='archiveitem',
            name='bound_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='archiveitem',
            name='file',
            field=models.FileField(blank=True, editable=False, upload_to=committees.models.archives.archive_path),
        ),
        migrations.AddField(
            model_name='archiveitem',
            name='sha256',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='archiveitem',
            name='size',
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='amendment',
            name='outcome',
            field=models.CharField(blank=True, choices=[('adopted', '采纳'), ('rejected', '未采纳'), ('withdrawn', '已撤回'), ('refused', '与纸质件不符')], editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='amendment',
            name='proposed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='archiveitem',
            index=models.Index(condition=models.Q(('bound_at__isnull', True)), fields=['id'], name='archive_unbound'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entered_by__isnull', True), ('mover__isnull', True), ('proposed_by__isnull', False)), models.Q(('entered_by__isnull', False), ('mover__isnull', False), ('proposed_by__isnull', True), ('scan__isnull', False)), _connector='OR'), name='amendment_by_account_or_on_paper'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('entered_by__isnull', False), models.Q(('checked_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='amendment_checked_by_another'),
        ),
        migrations.AddConstraint(
            model_name='archiveitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bound_at__isnull', True), ('sha256', ''), ('size__isnull', True)), models.Q(('bound_at__isnull', False), ('size__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='archive_bound_whole'),
        ),
        migrations.RunPython(_freeze, _thaw),
    ]
