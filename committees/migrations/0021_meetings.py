"""Meetings really held: reasons, points without a vote, signature sheets, judgement of papers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.kernel.clock
from committees.models.freezing import freeze, thaw
from committees.models.freezing_meetings import freeze_sheets, thaw_sheets


def _thaw(apps, editor):
    thaw(editor.connection)


def _freeze(apps, editor):
    freeze(editor.connection)


def _sheets(apps, editor):
    freeze_sheets(editor.connection)


def _sheets_free(apps, editor):
    thaw_sheets(editor.connection)


def _reasons(apps, editor):
    """What was called at short notice before reasons were asked for says so."""
    rows = apps.get_model("committees", "Meeting").objects.filter(is_special=True)
    rows.update(special_reason="（早先的记录没有写明原因）")


def _phones(apps, editor):
    """Online signatures were known by the phone of their account."""
    rows = apps.get_model("committees", "DemandSignature").objects.filter(source="online")
    rows.exclude(user__phone=None).exclude(user__phone="").update(by_phone=True)


class Migration(migrations.Migration):
    dependencies = [
        ('committees', '0020_elections_full'),
        ("portal", "0012_inspectors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite rebuilds the tables, which would lose their triggers.
        migrations.RunPython(_thaw, _freeze),
        migrations.CreateModel(
            name="AgendaPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "报告"),
                            ("information", "通报"),
                            ("demand", "居民联名要求"),
                        ],
                        default="report",
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="标题")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="内容")),
                ("speaker", models.CharField(blank=True, max_length=40, verbose_name="由谁报告")),
                (
                    "late_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="通知后才列入的原因"),
                ),
                ("heard_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="发言要点")),
                ("submit_key", models.UUIDField(editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=portal.kernel.clock.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "报告和通报",
                "verbose_name_plural": "报告和通报",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ArchiveJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="延长到")),
                ("reason", models.CharField(max_length=300, verbose_name="鉴定意见")),
                (
                    "created_at",
                    models.DateTimeField(default=portal.kernel.clock.now, editable=False),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("is_agreed", models.BooleanField(null=True)),
            ],
            options={
                "verbose_name": "档案鉴定",
                "verbose_name_plural": "档案鉴定",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MinutesSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.JSONField(default=list)),
                (
                    "created_at",
                    models.DateTimeField(default=portal.kernel.clock.now, editable=False),
                ),
                ("is_right", models.BooleanField(null=True)),
            ],
            options={
                "verbose_name": "签名页",
                "verbose_name_plural": "签名页",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="recusal",
            name="recusal_of_one_seat",
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="late_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="通知后才列入的原因"),
        ),
        migrations.AddField(
            model_name="archiveitem",
            name="destroyed_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="销毁日期"),
        ),
        migrations.AddField(
            model_name="demandsignature",
            name="by_phone",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="demandsignature",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="portal.division",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="special_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="特别召集的原因"
            ),
        ),
        migrations.AddField(
            model_name="meetingdemand",
            name="overdue_told_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="motion",
            name="study_due_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="研究期限"),
        ),
        migrations.AddField(
            model_name="participant",
            name="seat_key",
            field=models.CharField(blank=True, editable=False, max_length=120, null=True),
        ),
        migrations.AddField(
            model_name="recusal",
            name="delegate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="committees.unitdelegate",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="entered_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="participant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recusals",
                to="committees.participant",
            ),
        ),
        migrations.AlterField(
            model_name="voteevent",
            name="quorum_needed",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="voteevent",
            name="quorum_present",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="voteevent",
            name="votes_for",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="voteevent",
            name="votes_needed",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="demandsignature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("group__isnull", False), ("refused_at__isnull", True)),
                fields=("demand", "group"),
                name="signature_group_once",
            ),
        ),
        migrations.RunPython(_reasons, migrations.RunPython.noop),
        migrations.RunPython(_phones, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_special", False), ("special_reason__gt", ""), _connector="OR"
                ),
                name="meeting_special_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat_key__isnull", False)),
                fields=("meeting", "seat_key"),
                name="participant_of_a_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("motion", "delegate"), name="recusal_delegate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("motion", "participant"), name="recusal_participant_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("delegate__isnull", True),
                        ("membership__isnull", False),
                        ("participant__isnull", True),
                        ("representative__isnull", True),
                    ),
                    models.Q(
                        ("delegate__isnull", True),
                        ("membership__isnull", True),
                        ("participant__isnull", True),
                        ("representative__isnull", False),
                    ),
                    models.Q(
                        ("delegate__isnull", False),
                        ("membership__isnull", True),
                        ("participant__isnull", True),
                        ("representative__isnull", True),
                    ),
                    models.Q(
                        ("delegate__isnull", True),
                        ("membership__isnull", True),
                        ("participant__isnull", False),
                        ("representative__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="recusal_of_one_seat",
            ),
        ),
        migrations.AddField(
            model_name="agendapoint",
            name="added_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agendapoint",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="points",
                to="committees.meeting",
            ),
        ),
        migrations.AddField(
            model_name="archivejudgement",
            name="decided_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="archivejudgement",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="judgements",
                to="committees.archiveitem",
            ),
        ),
        migrations.AddField(
            model_name="archivejudgement",
            name="proposed_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="minutessheet",
            name="checked_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="minutessheet",
            name="entered_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="minutessheet",
            name="scan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="minutes_sheets",
                to="portal.picture",
            ),
        ),
        migrations.AddField(
            model_name="minutessheet",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="committees.minutesversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "demand")),
                fields=("meeting",),
                name="point_of_one_demand",
            ),
        ),
        migrations.AddConstraint(
            model_name="archivejudgement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("item",),
                name="judgement_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="archivejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="judgement_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutessheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="minutes_sheet_checked_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutessheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_by__isnull", True), ("is_right__isnull", True)),
                    models.Q(("checked_by__isnull", False), ("is_right__isnull", False)),
                    _connector="OR",
                ),
                name="minutes_sheet_checked_says_what",
            ),
        ),
        migrations.RunPython(_freeze, _thaw),
        migrations.RunPython(_sheets, _sheets_free),
    ]
