"""The floors' tables: one shaped like an issue, one like its history."""

from django.db import models


class FloorIssue(models.Model):
    """As wide as an issue, with the index that its list needs."""

    community = models.BigIntegerField()
    category = models.BigIntegerField()
    status = models.CharField(max_length=24)
    title = models.CharField(max_length=60)
    text = models.TextField()
    place = models.CharField(max_length=120)
    reporter = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "bench"
        db_table = "floor_issue"
        indexes = [models.Index(fields=["community", "-id"], name="floor_issue_community")]


class FloorHistory(models.Model):
    """One step of an issue."""

    issue = models.ForeignKey(FloorIssue, models.CASCADE, db_constraint=False)
    happened_at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    to_state = models.CharField(max_length=24)

    class Meta:
        app_label = "bench"
        db_table = "floor_history"
