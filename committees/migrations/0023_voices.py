"""Papers beside the screen: supports and opinions, sittings, and the sources of entries."""

import django.db.models.deletion
import portal.kernel.clock
import uuid
from django.conf import settings
from django.db import migrations, models

from committees.models.freezing_disclosures import freeze_disclosures, thaw_disclosures
from committees.models.freezing_polls import freeze_polls, thaw_polls
from committees.models.freezing_voices import freeze_voices, thaw_voices


def _thaw(apps, editor):
    thaw_polls(editor.connection)
    thaw_disclosures(editor.connection)


def _freeze(apps, editor):
    freeze_polls(editor.connection)
    freeze_disclosures(editor.connection)


def _voices(apps, editor):
    freeze_voices(editor.connection)


def _voices_free(apps, editor):
    thaw_voices(editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0022_group_leaders'),
        ('portal', '0014_unit_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(_thaw, _freeze),
        migrations.AddField(
            model_name='disclosureentry',
            name='sources',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='disclosureentry',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='其他凭据'),
        ),
        migrations.AlterField(
            model_name='opinion',
            name='author',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='support',
            name='user',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='ConsultationSitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_at', models.DateTimeField(verbose_name='开会时间')),
                ('place', models.CharField(max_length=80, verbose_name='地点')),
                ('present', models.PositiveSmallIntegerField(verbose_name='到场人数')),
                ('names', models.TextField(blank=True, max_length=4000, verbose_name='到场的人')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='发言记录')),
                ('minutes', models.TextField(max_length=2000, verbose_name='简要纪要')),
                ('recorded_at', models.DateTimeField(default=portal.kernel.clock.now, editable=False)),
                ('submit_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='committees.consultation')),
                ('recorded_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '协商会',
                'verbose_name_plural': '协商会',
            },
        ),
        migrations.CreateModel(
            name='PaperVoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('support', '附议'), ('opinion', '意见')], max_length=7)),
                ('person_digest', models.CharField(max_length=64)),
                ('by_phone', models.BooleanField()),
                ('person_name', models.CharField(max_length=40, verbose_name='姓名')),
                ('door', models.CharField(blank=True, max_length=60, verbose_name='门牌')),
                ('stance', models.CharField(blank=True, choices=[('for', '赞成'), ('against', '反对'), ('other', '其他建议')], max_length=8, verbose_name='态度')),
                ('text', models.TextField(blank=True, max_length=1000, verbose_name='意见')),
                ('entered_at', models.DateTimeField(default=portal.kernel.clock.now, editable=False)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('refused_at', models.DateTimeField(null=True)),
                ('checked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='committees.consultation')),
                ('entered_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='portal.picture')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '纸质附议或意见',
                'verbose_name_plural': '纸质附议和意见',
            },
        ),
        migrations.AddField(
            model_name='opinion',
            name='paper',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinion', to='committees.papervoice'),
        ),
        migrations.AddField(
            model_name='support',
            name='paper',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='support', to='committees.papervoice'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('author__isnull', False), ('paper__isnull', False), _connector='OR'), name='opinion_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), ('paper__isnull', False), _connector='OR'), name='support_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='consultationsitting',
            constraint=models.CheckConstraint(condition=models.Q(('present__gte', 1)), name='sitting_has_people'),
        ),
        migrations.AddConstraint(
            model_name='consultationsitting',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', ''), _negated=True), name='sitting_has_minutes'),
        ),
        migrations.AddConstraint(
            model_name='papervoice',
            constraint=models.UniqueConstraint(condition=models.Q(('refused_at__isnull', True)), fields=('consultation', 'kind', 'person_digest'), name='voice_person_once'),
        ),
        migrations.AddConstraint(
            model_name='papervoice',
            constraint=models.UniqueConstraint(condition=models.Q(('refused_at__isnull', True), ('user__isnull', False)), fields=('consultation', 'kind', 'user'), name='voice_user_once'),
        ),
        migrations.AddConstraint(
            model_name='papervoice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'support'), ('stance', ''), ('text', '')), models.Q(('kind', 'opinion'), models.Q(('stance', ''), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='voice_opinion_says_something'),
        ),
        migrations.AddConstraint(
            model_name='papervoice',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('entered_by')), _negated=True), _connector='OR'), name='voice_checked_by_another'),
        ),
        migrations.AddConstraint(
            model_name='papervoice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_by__isnull', True), ('confirmed_at__isnull', True), ('refused_at__isnull', True)), models.Q(('checked_by__isnull', False), ('confirmed_at__isnull', False), ('refused_at__isnull', True)), models.Q(('checked_by__isnull', False), ('confirmed_at__isnull', True), ('refused_at__isnull', False)), _connector='OR'), name='voice_confirmed_or_refused'),
        ),
        migrations.RunPython(_freeze, _thaw),
        migrations.RunPython(_voices, _voices_free),
    ]
