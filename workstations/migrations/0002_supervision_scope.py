"""Urgings carry their sub-district and district, like every subject."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0001_initial'),
        ('workstations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='supervisionorder',
            name='district',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='supervisionorder',
            name='subdistrict',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.division'),
            preserve_default=False,
        ),
    ]
