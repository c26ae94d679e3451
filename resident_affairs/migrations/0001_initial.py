"""The tables of residents' affairs; issues are found by their bigrams."""

import django.core.validators
import django.db.models.deletion
import portal.kernel.clock
from django.conf import settings
from django.db import migrations, models

from portal.models.search_index import bigram_index_add
from portal.models.creation import CreateModels


def _lay(apps, editor):
    bigram_index_add(editor, "resident_affairs_issue")


class Migration(migrations.Migration):

    replaces = [('resident_affairs', '0002_issue_search'), ('resident_affairs', '0003_open_due_above'), ('resident_affairs', '0004_clocks'), ('resident_affairs', '0005_hands')]

    initial = True

    dependencies = [
        ('portal', '0001_initial'),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Category',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True, verbose_name='代码')),
                        ('name', models.CharField(max_length=40, verbose_name='名称')),
                        ('name_en', models.CharField(max_length=80, verbose_name='英文名称')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='resident_affairs.category')),
                        ('icon', models.CharField(default='chat-left-text', max_length=40, verbose_name='图标')),
                        ('default_route', models.CharField(choices=[('station', '社工站'), ('committee', '居委会'), ('subdistrict', '街道办事处'), ('answer', '当场答复')], default='station', max_length=16, verbose_name='默认去向')),
                        ('deadline_amount', models.PositiveSmallIntegerField(default=7, verbose_name='办理时限')),
                        ('deadline_unit', models.CharField(choices=[('h', '小时'), ('d', '日'), ('wd', '工作日')], default='d', max_length=2, verbose_name='时限单位')),
                        ('keywords', models.CharField(blank=True, help_text='空格分开；用来猜测类别', max_length=200, verbose_name='关键词')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                        ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                    ],
                    options={
                        'verbose_name': '诉求类别',
                        'verbose_name_plural': '诉求类别',
                        'ordering': ['position', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='Issue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('subdistrict', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(default=portal.kernel.clock.now, editable=False, verbose_name='建立时间')),
                        ('status', models.CharField(choices=[('submitted', '已提交'), ('accepted', '已受理'), ('declined', '不予受理'), ('answered', '已答复'), ('assigned', '已交社工站'), ('referred', '提请居委会议事'), ('escalated', '已报街道'), ('at_district', '已报区里'), ('in_progress', '办理中'), ('settled', '已办结，待确认'), ('reopened', '重新办理'), ('closed', '已归档'), ('withdrawn', '已撤回'), ('merged', '已并入')], editable=False, max_length=24, verbose_name='状态')),
                        ('group', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('category', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resident_affairs.category')),
                        ('title', models.CharField(max_length=60, verbose_name='标题')),
                        ('text', models.TextField(max_length=2000, verbose_name='内容')),
                        ('search_bigrams', models.TextField(blank=True, editable=False)),
                        ('building', models.CharField(blank=True, max_length=60, verbose_name='楼栋、门牌')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='地点')),
                        ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                        ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                        ('visibility', models.CharField(choices=[('public', '公开（隐去姓名）'), ('staff', '只给办理人员看')], default='public', max_length=8, verbose_name='公开范围')),
                        ('channel', models.CharField(choices=[('online', '网上'), ('counter', '社区窗口'), ('leader', '居民小组长代报')], default='online', max_length=8, verbose_name='来源')),
                        ('reporter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to=settings.AUTH_USER_MODEL)),
                        ('filed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('submit_key', models.UUIDField(editable=False, unique=True)),
                        ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='办理期限')),
                        ('clock_paused_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('clock_from', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('settled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('is_solved', models.BooleanField(blank=True, editable=False, null=True)),
                        ('reopen_count', models.PositiveSmallIntegerField(default=0, editable=False)),
                        ('support_count', models.PositiveIntegerField(default=0, editable=False)),
                        ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='resident_affairs.issue')),
                    ],
                    options={
                        'verbose_name': '诉求',
                        'verbose_name_plural': '诉求',
                        'indexes': [models.Index(fields=['community', '-id'], name='issue_community'), models.Index(fields=['subdistrict', '-id'], name='issue_subdistrict'), models.Index(fields=['district', '-id'], name='issue_district'), models.Index(fields=['community', 'status', '-id'], name='issue_community_status'), models.Index(fields=['reporter', '-id'], name='issue_reporter'), models.Index(condition=models.Q(('status__in', ['accepted', 'answered', 'assigned', 'at_district', 'escalated', 'in_progress', 'referred', 'reopened', 'settled', 'submitted'])), fields=['community', 'due_at'], name='issue_open_due'), models.Index(condition=models.Q(('status__in', ['accepted', 'answered', 'assigned', 'at_district', 'escalated', 'in_progress', 'referred', 'reopened', 'settled', 'submitted'])), fields=['subdistrict', 'due_at'], name='issue_open_due_subdistrict'), models.Index(condition=models.Q(('status__in', ['accepted', 'answered', 'assigned', 'at_district', 'escalated', 'in_progress', 'referred', 'reopened', 'settled', 'submitted'])), fields=['district', 'due_at'], name='issue_open_due_district'), models.Index(condition=models.Q(('status__in', ['settled', 'answered'])), fields=['settled_at'], name='issue_waits_for_resident')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='issue_merged_into_another'), models.CheckConstraint(condition=models.Q(('reopen_count__lte', 2)), name='issue_reopened_at_most_twice')],
                    },
                ),
                migrations.CreateModel(
                    name='Reporter',
                    fields=[
                        ('issue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='resident_affairs.issue')),
                        ('name', models.CharField(blank=True, max_length=40, verbose_name='姓名')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                    ],
                    options={
                        'verbose_name': '反映人',
                        'verbose_name_plural': '反映人',
                    },
                ),
                migrations.CreateModel(
                    name='IssuePhoto',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='resident_affairs.issue')),
                        ('picture', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='issue_photo', to='portal.picture')),
                    ],
                    options={
                        'verbose_name': '诉求照片',
                        'verbose_name_plural': '诉求照片',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Follower',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='resident_affairs.issue')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followed', to=settings.AUTH_USER_MODEL)),
                        ('is_supporter', models.BooleanField(default=False)),
                    ],
                    options={
                        'verbose_name': '关注',
                        'verbose_name_plural': '关注',
                        'constraints': [models.UniqueConstraint(fields=('issue', 'user'), name='follower_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='resident_affairs.issue')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('is_from_resident', models.BooleanField(default=False)),
                        ('is_internal', models.BooleanField(default=False)),
                        ('asks_resident', models.BooleanField(default=False)),
                        ('body', models.TextField(max_length=1000, verbose_name='内容')),
                        ('submit_key', models.UUIDField(editable=False, unique=True)),
                        ('created_at', models.DateTimeField(default=portal.kernel.clock.now, editable=False)),
                    ],
                    options={
                        'verbose_name': '留言',
                        'verbose_name_plural': '留言',
                        'indexes': [models.Index(fields=['issue', 'id'], name='message_issue')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_from_resident', True), ('is_internal', True), _negated=True), name='message_internal_is_staffs')],
                    },
                ),
                migrations.CreateModel(
                    name='Rating',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='resident_affairs.issue')),
                        ('round', models.PositiveSmallIntegerField(default=0)),
                        ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='满意程度')),
                        ('is_solved', models.BooleanField(verbose_name='解决了吗')),
                        ('words', models.TextField(blank=True, max_length=500, verbose_name='想说的话')),
                        ('rated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField(default=portal.kernel.clock.now, editable=False)),
                    ],
                    options={
                        'verbose_name': '评价',
                        'verbose_name_plural': '评价',
                        'constraints': [models.UniqueConstraint(fields=('issue', 'round'), name='rating_once_a_round'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='rating_one_to_five')],
                    },
                ),
            ],
        ),
        # Backwards there is nothing to do: the index goes with its table.
        migrations.RunPython(_lay, migrations.RunPython.noop),
    ]
