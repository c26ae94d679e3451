"""Village voters are admitted, proxies name the kinship, demands have a clock row like the rest."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from committees.models.freezing_elections import freeze_elections, thaw_elections
from committees.models.freezing_recalls import freeze_recalls, thaw_recalls
from portal.kernel.deadlines import end_of


def _thaw(apps, editor):
    # SQLite makes a changed table anew, and the new one has no triggers: they are laid again.
    thaw_elections(editor.connection)
    thaw_recalls(editor.connection)


def _freeze(apps, editor):
    freeze_elections(editor.connection)
    freeze_recalls(editor.connection)


def _clocks_join(apps, editor):
    """What the daily job told the street is not told again; the record is read once more, so that
    demands and petitions that run already get their clocks."""
    told = apps.get_model("committees", "MeetingDemand").objects.filter(
        overdue_told_at__isnull=False, due_on__isnull=False
    )
    mark = apps.get_model("portal", "ClockMark")
    mark.objects.bulk_create(
        [
            mark(
                subject_type="demand",
                subject_id=row.pk,
                level="red",
                due_at=end_of(row.due_on),
                marked_at=row.overdue_told_at,
            )
            for row in told
        ],
        ignore_conflicts=True,
    )
    apps.get_model("portal", "RecordReader").objects.filter(name="clocks").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(_clocks_join, migrations.RunPython.noop),
        migrations.RunPython(_thaw, _freeze),
        migrations.RemoveField(
            model_name='meetingdemand',
            name='overdue_told_at',
        ),
        migrations.AddField(
            model_name='voterapplication',
            name='living_since',
            field=models.DateField(blank=True, null=True, verbose_name='到本村居住'),
        ),
        migrations.AddField(
            model_name='voterproxy',
            name='kinship',
            field=models.CharField(blank=True, choices=[('spouse', '配偶'), ('parent', '父母'), ('child', '子女'), ('sibling', '兄弟姐妹'), ('grandparent', '祖父母、外祖父母'), ('grandchild', '孙子女、外孙子女')], max_length=12, verbose_name='受托人是委托人的'),
        ),
        migrations.AddField(
            model_name='voterregistration',
            name='admission',
            field=models.CharField(blank=True, max_length=100, verbose_name='同意参加选举的决定'),
        ),
        migrations.AddField(
            model_name='voterregistration',
            name='admitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committees.resolution'),
        ),
        migrations.AddField(
            model_name='voterregistration',
            name='living_since',
            field=models.DateField(blank=True, null=True, verbose_name='到本村居住'),
        ),
        migrations.AddConstraint(
            model_name='voterregistration',
            constraint=models.CheckConstraint(condition=models.Q(('basis', 'living'), models.Q(('admission', ''), ('admitted_by__isnull', True), ('living_since__isnull', True)), _connector='OR'), name='registration_admits_who_lives_here'),
        ),
        migrations.RunPython(_freeze, _thaw),
    ]
