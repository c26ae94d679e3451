"""The portal's tables; names are found by their bigrams; the record cannot be changed."""

import django.core.validators
import django.db.models.deletion
import portal.kernel.clock
import portal.models.exports
import portal.models.files
import portal.models.papers
from django.conf import settings
from django.db import migrations, models

from portal.models.immutability import changes_forbid
from portal.models.search_index import bigram_index_add
from portal.models.creation import CreateModels


def _lay(apps, editor):
    bigram_index_add(editor, "portal_division")
    changes_forbid(editor.connection, "portal_record")
    changes_forbid(editor.connection, "portal_recordbatch")


class Migration(migrations.Migration):

    replaces = [('portal', '0002_rules_and_calendar'), ('portal', '0003_division_search'), ('portal', '0004_append_only'), ('portal', '0005_leaf_marks'), ('portal', '0006_picture_tries'), ('portal', '0007_rule_adoptions_and_roles'), ('portal', '0008_no_back_office_flag'), ('portal', '0009_papers'), ('portal', '0010_duties'), ('portal', '0011_entrusted'), ('portal', '0012_inspectors'), ('portal', '0013_clocks'), ('portal', '0014_unit_people')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[\\w.@+-]{3,40}$', '用户名为 3–40 个字母、数字、汉字或 . @ + - _。', code='username')], verbose_name='用户名')),
                        ('name', models.CharField(max_length=40, verbose_name='姓名')),
                        ('phone', models.CharField(blank=True, max_length=11, null=True, unique=True, validators=[django.core.validators.RegexValidator('^1[3-9]\\d{9}$', '请填写 11 位手机号码。', code='phone')], verbose_name='手机号码')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                        ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                        ('date_joined', models.DateTimeField(default=portal.kernel.clock.now, editable=False)),
                        ('seen_notice_id', models.BigIntegerField(default=0, editable=False)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': '用户',
                        'verbose_name_plural': '用户',
                    },
                ),
                migrations.CreateModel(
                    name='CalendarOverride',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('date', models.DateField(unique=True, verbose_name='日期')),
                        ('is_workday', models.BooleanField(verbose_name='是工作日')),
                        ('note', models.CharField(blank=True, max_length=80, verbose_name='说明')),
                    ],
                    options={
                        'verbose_name': '工作日调整',
                        'verbose_name_plural': '工作日调整',
                        'ordering': ['date'],
                    },
                ),
                migrations.CreateModel(
                    name='ClockMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_type', models.CharField(max_length=24)),
                        ('subject_id', models.BigIntegerField()),
                        ('level', models.CharField(choices=[('yellow', '快到期'), ('red', '超期'), ('escalated', '超期过半，已上报')], max_length=9)),
                        ('due_at', models.DateTimeField()),
                        ('marked_at', models.DateTimeField(default=portal.kernel.clock.now)),
                    ],
                    options={
                        'verbose_name': '时限提醒',
                        'verbose_name_plural': '时限提醒',
                        'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id', 'level', 'due_at'), name='clock_mark_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Division',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scheme', models.CharField(choices=[('nbs', '统计用区划代码'), ('mca', '民政区划代码'), ('local', '本地代码')], default='nbs', max_length=8, verbose_name='代码体系')),
                        ('code', models.CharField(max_length=20, verbose_name='代码')),
                        ('level', models.PositiveSmallIntegerField(choices=[(1, '省级'), (2, '地级'), (3, '区县'), (4, '街道'), (5, '社区'), (6, '居民小组'), (7, '楼栋')], verbose_name='层级')),
                        ('name', models.CharField(max_length=80, verbose_name='名称')),
                        ('kind', models.CharField(blank=True, choices=[('community', '社区居委会'), ('village', '村委会'), ('', '其他')], default='', max_length=12)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='portal.division')),
                        ('path', models.CharField(db_index=True, editable=False, max_length=120)),
                        ('valid_from', models.DateField(verbose_name='启用')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='停用')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='portal.division')),
                        ('search_bigrams', models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        'verbose_name': '区划',
                        'verbose_name_plural': '区划',
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('scheme', 'code'), name='division_code_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='division_term_runs_forward')],
                    },
                ),
                migrations.CreateModel(
                    name='Clock',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_type', models.CharField(max_length=24)),
                        ('subject_id', models.BigIntegerField()),
                        ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('subdistrict', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('from_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('level', models.CharField(blank=True, choices=[('yellow', '快到期'), ('red', '超期'), ('escalated', '超期过半，已上报')], max_length=9)),
                        ('strikes_at', models.DateTimeField(null=True)),
                        ('is_inner', models.BooleanField(default=False)),
                    ],
                    options={
                        'verbose_name': '时限',
                        'verbose_name_plural': '时限',
                        'indexes': [models.Index(condition=models.Q(('strikes_at__isnull', False)), fields=['strikes_at'], name='clock_strikes'), models.Index(condition=models.Q(('is_inner', False), ('level__in', ['red', 'escalated'])), fields=['community', 'due_at', 'id'], name='clock_over_community'), models.Index(condition=models.Q(('is_inner', False), ('level__in', ['red', 'escalated'])), fields=['subdistrict', 'due_at', 'id'], name='clock_over_subdistrict'), models.Index(condition=models.Q(('is_inner', False), ('level__in', ['red', 'escalated'])), fields=['district', 'due_at', 'id'], name='clock_over_district')],
                        'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id'), name='clock_one_each')],
                    },
                ),
                migrations.CreateModel(
                    name='DivisionAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='portal.division')),
                        ('scheme', models.CharField(choices=[('nbs', '统计用区划代码'), ('mca', '民政区划代码'), ('local', '本地代码')], max_length=8)),
                        ('code', models.CharField(db_index=True, max_length=20)),
                        ('name', models.CharField(max_length=80)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('note', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'verbose_name': '区划别名',
                        'verbose_name_plural': '区划别名',
                    },
                ),
                migrations.CreateModel(
                    name='DivisionProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profiles', to='portal.division')),
                        ('as_of', models.DateField(verbose_name='截至')),
                        ('area_km2', models.DecimalField(blank=True, decimal_places=3, max_digits=10, null=True, verbose_name='面积（平方公里）')),
                        ('households', models.PositiveIntegerField(blank=True, null=True, verbose_name='户数')),
                        ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='人口')),
                        ('population_adult', models.PositiveIntegerField(blank=True, null=True, verbose_name='18 岁以上人口')),
                        ('source', models.CharField(blank=True, max_length=120, verbose_name='来源')),
                    ],
                    options={
                        'verbose_name': '区划概况',
                        'verbose_name_plural': '区划概况',
                        'constraints': [models.UniqueConstraint(fields=('division', 'as_of'), name='division_profile_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Duty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('list_kind', models.CharField(choices=[('statutory', '法定职责'), ('assist', '协助事项'), ('negative', '负面清单（不得交给居委会）'), ('certificate', '不应出具的证明')], max_length=12, verbose_name='清单')),
                        ('number', models.CharField(max_length=12, verbose_name='编号')),
                        ('title', models.CharField(max_length=80, verbose_name='事项')),
                        ('text', models.TextField(blank=True, max_length=1000, verbose_name='说明')),
                        ('basis', models.CharField(max_length=200, verbose_name='依据')),
                        ('body', models.CharField(choices=[('committee', '居民委员会'), ('station', '社工站'), ('subdistrict', '街道办事处')], max_length=12, verbose_name='主体')),
                        ('valid_from', models.DateField(verbose_name='自')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='止')),
                        ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': '权责清单',
                        'verbose_name_plural': '权责清单',
                        'ordering': ['list_kind', 'number', 'valid_from'],
                        'constraints': [models.UniqueConstraint(fields=('list_kind', 'number', 'valid_from'), name='duty_version_once'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('list_kind', 'number'), name='duty_one_wording_open'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='duty_runs_forward')],
                    },
                ),
                migrations.CreateModel(
                    name='Export',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('params', models.JSONField(default=dict)),
                        ('title', models.CharField(max_length=120)),
                        ('progress_state', models.CharField(choices=[('waiting', '排队中'), ('running', '生成中'), ('ready', '可下载'), ('failed', '未能生成')], default='waiting', max_length=8)),
                        ('percent', models.PositiveSmallIntegerField(default=0)),
                        ('file', models.FileField(blank=True, upload_to=portal.models.exports.export_path)),
                        ('filename', models.CharField(max_length=120)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exports', to=settings.AUTH_USER_MODEL)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField(default=portal.kernel.clock.now)),
                    ],
                    options={
                        'verbose_name': '导出',
                        'verbose_name_plural': '导出',
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Figure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField()),
                        ('division', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('category_id', models.BigIntegerField(default=0)),
                        ('measure', models.CharField(max_length=32)),
                        ('bucket', models.SmallIntegerField(default=0)),
                        ('value', models.BigIntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': '统计数',
                        'verbose_name_plural': '统计数',
                        'constraints': [models.UniqueConstraint(fields=('division', 'category_id', 'month', 'measure', 'bucket'), name='figure_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Gauge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('division', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('category_id', models.BigIntegerField(default=0)),
                        ('measure', models.CharField(max_length=32)),
                        ('value', models.BigIntegerField(default=0)),
                        ('as_of', models.DateTimeField(default=portal.kernel.clock.now)),
                    ],
                    options={
                        'verbose_name': '现状数',
                        'verbose_name_plural': '现状数',
                        'constraints': [models.UniqueConstraint(fields=('division', 'category_id', 'measure'), name='gauge_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ActiveResident',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField()),
                        ('division', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('user_id', models.BigIntegerField()),
                    ],
                    options={
                        'verbose_name': '参与居民',
                        'verbose_name_plural': '参与居民',
                        'constraints': [models.UniqueConstraint(fields=('division', 'month', 'user_id'), name='active_resident_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Picture',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('raw', models.FileField(blank=True, upload_to=portal.models.files.raw_path)),
                        ('image', models.FileField(blank=True, upload_to=portal.models.files.clean_path)),
                        ('thumb', models.FileField(blank=True, upload_to=portal.models.files.clean_path)),
                        ('processing', models.CharField(choices=[('waiting', '处理中'), ('ready', '可查看'), ('refused', '无法识别')], default='waiting', max_length=8)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('width', models.PositiveIntegerField(default=0)),
                        ('height', models.PositiveIntegerField(default=0)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('uploaded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField(default=portal.kernel.clock.now)),
                    ],
                    options={
                        'verbose_name': '图片',
                        'verbose_name_plural': '图片',
                        'indexes': [models.Index(condition=models.Q(('processing', 'waiting')), fields=['id'], name='picture_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_type', models.CharField(max_length=40)),
                        ('subject_id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=80, verbose_name='名称')),
                        ('file', models.FileField(upload_to=portal.models.papers.paper_path, verbose_name='文件')),
                        ('size', models.PositiveIntegerField()),
                        ('pages', models.PositiveSmallIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('added_at', models.DateTimeField(default=portal.kernel.clock.now, editable=False)),
                        ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('hidden_reason', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'verbose_name': '材料',
                        'verbose_name_plural': '材料',
                        'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id', 'sha256'), name='paper_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Remark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(max_length=2000, verbose_name='说明')),
                        ('salt', models.CharField(editable=False, max_length=32)),
                        ('is_public', models.BooleanField(default=False)),
                    ],
                    options={
                        'verbose_name': '说明',
                        'verbose_name_plural': '说明',
                    },
                ),
                migrations.CreateModel(
                    name='Record',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('happened_at', models.DateTimeField(default=portal.kernel.clock.now)),
                        ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('actor_role', models.CharField(blank=True, max_length=24)),
                        ('actor_division', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('division', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division')),
                        ('subject_type', models.CharField(max_length=24)),
                        ('subject_id', models.BigIntegerField()),
                        ('verb', models.CharField(max_length=40)),
                        ('from_state', models.CharField(blank=True, max_length=24)),
                        ('to_state', models.CharField(blank=True, max_length=24)),
                        ('remark', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portal.remark')),
                        ('remark_digest', models.CharField(blank=True, max_length=64)),
                        ('data', models.JSONField(default=dict)),
                        ('is_public', models.BooleanField(default=True)),
                    ],
                    options={
                        'verbose_name': '留痕',
                        'verbose_name_plural': '留痕',
                        'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='record_subject'), models.Index(fields=['division', '-id'], name='record_division')],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                        ('record', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.record')),
                        ('why', models.CharField(max_length=24)),
                        ('needs_you', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField(default=portal.kernel.clock.now)),
                        ('mailed_at', models.DateTimeField(blank=True, null=True)),
                        ('wants_mail', models.BooleanField(default=False)),
                    ],
                    options={
                        'verbose_name': '通知',
                        'verbose_name_plural': '通知',
                        'indexes': [models.Index(fields=['recipient', '-id'], name='notice_newest'), models.Index(condition=models.Q(('mailed_at__isnull', True), ('wants_mail', True)), fields=['recipient', 'id'], name='notice_unmailed')],
                        'constraints': [models.UniqueConstraint(fields=('recipient', 'record'), name='notice_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RecordBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveBigIntegerField(unique=True)),
                        ('first_id', models.BigIntegerField()),
                        ('last_id', models.BigIntegerField(unique=True)),
                        ('count', models.PositiveIntegerField()),
                        ('merkle_root', models.CharField(max_length=64)),
                        ('previous_hash', models.CharField(max_length=64)),
                        ('hash', models.CharField(max_length=64, unique=True)),
                        ('leaf_marks', models.BinaryField(null=True)),
                        ('sealed_at', models.DateTimeField(default=portal.kernel.clock.now)),
                    ],
                    options={
                        'verbose_name': '封存批次',
                        'verbose_name_plural': '封存批次',
                    },
                ),
                migrations.CreateModel(
                    name='RecordReader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, unique=True)),
                        ('last_id', models.BigIntegerField(default=0)),
                        ('as_of', models.DateTimeField(default=portal.kernel.clock.now)),
                    ],
                    options={
                        'verbose_name': '留痕读取进度',
                        'verbose_name_plural': '留痕读取进度',
                    },
                ),
                migrations.CreateModel(
                    name='RoleAssignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to=settings.AUTH_USER_MODEL)),
                        ('role', models.CharField(choices=[('resident', '居民'), ('group_leader', '居民小组长'), ('committee_member', '居委会委员'), ('vice_chair', '居委会副主任'), ('chair', '居委会主任'), ('party_secretary', '社区党组织书记'), ('resident_rep', '居民代表'), ('oversight_member', '居务监督委员会成员'), ('election_member', '居民选举委员会成员'), ('unit_delegate', '驻社区单位代表'), ('station_staff', '社工'), ('station_head', '社工站站长'), ('entrusting_unit', '单位经办人'), ('subdistrict_official', '街道工作人员'), ('district_official', '区级工作人员'), ('discipline_inspector', '监察员'), ('petition_officer', '信访干部'), ('auditor', '审计员'), ('administrator', '系统管理员')], max_length=24, verbose_name='角色')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to='portal.division')),
                        ('valid_from', models.DateField(verbose_name='任期自')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='任期止')),
                        ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('exemption', models.CharField(blank=True, max_length=200, verbose_name='兼任依据')),
                    ],
                    options={
                        'verbose_name': '任职',
                        'verbose_name_plural': '任职',
                        'indexes': [models.Index(fields=['user', 'valid_from'], name='role_user_from'), models.Index(fields=['division', 'role'], name='role_division_role')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='role_term_runs_forward'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('user', 'role', 'division'), name='role_open_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RuleSet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('title', models.CharField(max_length=120, verbose_name='名称')),
                        ('body_kind', models.CharField(choices=[('residents_committee', '城市居民委员会'), ('village_committee', '村民委员会')], default='residents_committee', max_length=24)),
                        ('valid_from', models.DateField(verbose_name='施行日期')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='废止日期')),
                        ('is_default', models.BooleanField(default=True, verbose_name='默认采用')),
                        ('source', models.CharField(max_length=200, verbose_name='依据')),
                        ('rules', models.JSONField(default=dict)),
                    ],
                    options={
                        'verbose_name': '规则集',
                        'verbose_name_plural': '规则集',
                        'ordering': ['valid_from'],
                    },
                ),
                migrations.CreateModel(
                    name='RuleAdoption',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_adoptions', to='portal.division')),
                        ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='portal.ruleset')),
                        ('valid_from', models.DateField(verbose_name='自')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='止')),
                        ('ground', models.CharField(max_length=200, verbose_name='依据')),
                    ],
                    options={
                        'verbose_name': '规则试点',
                        'verbose_name_plural': '规则试点',
                        'constraints': [models.UniqueConstraint(fields=('division', 'valid_from'), name='rule_adoption_once_a_day'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='rule_adoption_runs_forward')],
                    },
                ),
            ],
        ),
        # Backwards there is nothing to do: the triggers go with their tables.
        migrations.RunPython(_lay, migrations.RunPython.noop),
    ]
