"""Secret votes of representatives in sealed boxes; sub-committees' seats; handovers with contents."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from committees.models.freezing import freeze, thaw
from committees.models.freezing_handovers import freeze_handovers, thaw_handovers
from committees.models.freezing_sealed import (
    freeze_sealed,
    freeze_sealed_motions,
    thaw_sealed,
    thaw_sealed_motions,
)


def _thaw(apps, editor):
    thaw(editor.connection)
    thaw_sealed(editor.connection)


def _freeze(apps, editor):
    freeze(editor.connection)
    freeze_sealed(editor.connection)


def _more(apps, editor):
    freeze_sealed_motions(editor.connection)
    freeze_handovers(editor.connection)


def _less(apps, editor):
    thaw_sealed_motions(editor.connection)
    thaw_handovers(editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0023_voices'),
        ('portal', '0014_unit_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite rebuilds the tables, which would lose their triggers.
        migrations.RunPython(_thaw, _freeze),
        migrations.CreateModel(
            name='SubCommitteeSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='任职自')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='任职止')),
                ('ended_ground', models.CharField(blank=True, choices=[('resignation', '辞职'), ('incapacity', '丧失行为能力'), ('sentence', '被判处刑罚'), ('appraisal', '连续两次被评议为不称职'), ('recall', '被罢免'), ('term_over', '任期届满'), ('death', '去世'), ('void', '当选无效'), ('moved', '迁出或不再代表'), ('dissolved', '所在的下属委员会已撤销')], editable=False, max_length=16, verbose_name='终止原因')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('submit_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                'verbose_name': '下属委员会成员',
                'verbose_name_plural': '下属委员会成员',
            },
        ),
        migrations.RemoveConstraint(
            model_name='subcommittee',
            name='sub_committee_once',
        ),
        migrations.RemoveConstraint(
            model_name='voteevent',
            name='vote_closed_has_result',
        ),
        migrations.AddField(
            model_name='handoveritem',
            name='balance_fen',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='余额（分）'),
        ),
        migrations.AddField(
            model_name='handoveritem',
            name='contents',
            field=models.TextField(blank=True, max_length=1000, verbose_name='移交什么'),
        ),
        migrations.AddField(
            model_name='handoveritem',
            name='exception',
            field=models.CharField(blank=True, max_length=300, verbose_name='缺少或者另行移交的'),
        ),
        migrations.AddField(
            model_name='handoveritem',
            name='quantity',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='数量'),
        ),
        migrations.AddField(
            model_name='handoveritem',
            name='scan',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.paper'),
        ),
        migrations.AddField(
            model_name='sealedentry',
            name='participant',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sealed_entries', to='committees.participant'),
        ),
        migrations.AddField(
            model_name='sealedvote',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed_votes', to='committees.meeting'),
        ),
        migrations.AddField(
            model_name='sealedvote',
            name='motion',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed_votes', to='committees.motion'),
        ),
        migrations.AddField(
            model_name='subcommittee',
            name='dissolved_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committees.resolution', verbose_name='撤销它的决议'),
        ),
        migrations.AddField(
            model_name='subcommittee',
            name='dissolved_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='撤销日期'),
        ),
        migrations.AddField(
            model_name='voteevent',
            name='sealed',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vote_event', to='committees.sealedvote'),
        ),
        migrations.AlterField(
            model_name='groupleader',
            name='ended_ground',
            field=models.CharField(blank=True, choices=[('resignation', '辞职'), ('incapacity', '丧失行为能力'), ('sentence', '被判处刑罚'), ('appraisal', '连续两次被评议为不称职'), ('recall', '被罢免'), ('term_over', '任期届满'), ('death', '去世'), ('void', '当选无效'), ('moved', '迁出或不再代表'), ('dissolved', '所在的下属委员会已撤销')], editable=False, max_length=16, verbose_name='终止原因'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='ended_ground',
            field=models.CharField(blank=True, choices=[('resignation', '辞职'), ('incapacity', '丧失行为能力'), ('sentence', '被判处刑罚'), ('appraisal', '连续两次被评议为不称职'), ('recall', '被罢免'), ('term_over', '任期届满'), ('death', '去世'), ('void', '当选无效'), ('moved', '迁出或不再代表'), ('dissolved', '所在的下属委员会已撤销')], editable=False, max_length=16, verbose_name='终止原因'),
        ),
        migrations.AlterField(
            model_name='oversightseat',
            name='ended_ground',
            field=models.CharField(blank=True, choices=[('resignation', '辞职'), ('incapacity', '丧失行为能力'), ('sentence', '被判处刑罚'), ('appraisal', '连续两次被评议为不称职'), ('recall', '被罢免'), ('term_over', '任期届满'), ('death', '去世'), ('void', '当选无效'), ('moved', '迁出或不再代表'), ('dissolved', '所在的下属委员会已撤销')], editable=False, max_length=16, verbose_name='终止原因'),
        ),
        migrations.AlterField(
            model_name='representative',
            name='ended_ground',
            field=models.CharField(blank=True, choices=[('resignation', '辞职'), ('incapacity', '丧失行为能力'), ('sentence', '被判处刑罚'), ('appraisal', '连续两次被评议为不称职'), ('recall', '被罢免'), ('term_over', '任期届满'), ('death', '去世'), ('void', '当选无效'), ('moved', '迁出或不再代表'), ('dissolved', '所在的下属委员会已撤销')], editable=False, max_length=16, verbose_name='终止原因'),
        ),
        migrations.AlterField(
            model_name='unitdelegate',
            name='ended_ground',
            field=models.CharField(blank=True, choices=[('resignation', '辞职'), ('incapacity', '丧失行为能力'), ('sentence', '被判处刑罚'), ('appraisal', '连续两次被评议为不称职'), ('recall', '被罢免'), ('term_over', '任期届满'), ('death', '去世'), ('void', '当选无效'), ('moved', '迁出或不再代表'), ('dissolved', '所在的下属委员会已撤销')], editable=False, max_length=16, verbose_name='终止原因'),
        ),
        migrations.AlterField(
            model_name='voteevent',
            name='method',
            field=models.CharField(choices=[('named', '记名表决，各自投票'), ('hands', '举手表决，逐人录入'), ('counted', '举手表决，两人点数'), ('secret', '无记名投票，两人计票'), ('sealed', '无记名投票，密封票箱')], default='named', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='handoveritem',
            constraint=models.CheckConstraint(condition=models.Q(('balance_fen__isnull', True), ('kind__in', ('accounts', 'leftovers')), _connector='OR'), name='handover_item_balance_of_money'),
        ),
        migrations.AddConstraint(
            model_name='sealedentry',
            constraint=models.UniqueConstraint(fields=('vote', 'participant'), name='sealed_place_once'),
        ),
        migrations.AddConstraint(
            model_name='sealedvote',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), fields=('motion', 'meeting'), name='sealed_motion_once'),
        ),
        migrations.AddConstraint(
            model_name='sealedvote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', True), ('motion__isnull', True)), models.Q(('appraisal__isnull', True), ('consultation__isnull', True), ('kind', 'representatives'), ('meeting__isnull', False), ('motion__isnull', False)), _connector='OR'), name='sealed_motion_of_representatives'),
        ),
        migrations.AddConstraint(
            model_name='subcommittee',
            constraint=models.UniqueConstraint(condition=models.Q(('dissolved_on__isnull', True)), fields=('committee', 'remit'), name='sub_committee_once'),
        ),
        migrations.AddConstraint(
            model_name='subcommittee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dissolved_by__isnull', True), ('dissolved_on__isnull', True)), models.Q(('dissolved_by__isnull', False), ('dissolved_on__isnull', False)), _connector='OR'), name='sub_committee_dissolved_by_decision'),
        ),
        migrations.AddConstraint(
            model_name='voteevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('outcome', '')), models.Q(('closed_at__isnull', False), ('outcome__in', ['adopted', 'rejected', 'no_quorum', 'void']), ('result__isnull', False)), _connector='OR'), name='vote_closed_has_result'),
        ),
        migrations.AddConstraint(
            model_name='voteevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amendment__isnull', True), ('method', 'sealed'), ('sealed__isnull', False)), models.Q(models.Q(('method', 'sealed'), _negated=True), ('sealed__isnull', True), models.Q(('outcome', 'void'), _negated=True)), _connector='OR'), name='vote_sealed_has_its_box'),
        ),
        migrations.AddField(
            model_name='subcommitteeseat',
            name='sub_committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='committees.subcommittee'),
        ),
        migrations.AddField(
            model_name='subcommitteeseat',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='subcommitteeseat',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_ground', ''), ('user__isnull', False)), fields=('sub_committee', 'user'), name='sub_committee_seat_open_once'),
        ),
        migrations.RunPython(_freeze, _thaw),
        migrations.RunPython(_more, _less),
    ]
