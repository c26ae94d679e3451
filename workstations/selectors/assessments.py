"""The station's quarters: ratings received, what they say, and of whose work."""

from django.db.models import Q

from workstations.models import Assessment, AssessmentRating, Workstation

VIEW, READ = "workstations.view_assessment", "resident_affairs.view_issue"
ENOUGH = 5


def stations_visible(access):
    """The stations whose assessment this person may read."""
    reach = Q(pk__in=[])
    fields = {5: "community", 4: "community__parent", 3: "community__parent__parent"}
    for post in access.posts_with(VIEW):
        if post.level in fields:
            reach |= Q(**{fields[post.level]: post.division_id})
    rows = Workstation.objects.filter(reach).select_related("community__parent")
    return rows.order_by("community__code")


def assessments_visible(access):
    """The quarters of those stations, newest first."""
    rows = Assessment.objects.filter(station__in=stations_visible(access))
    return rows.select_related("station__community").order_by("-quarter", "station_id", "-id")


def assessment_page(access) -> dict:
    """The quarters and, of the newest ratings, score, words, whose work they speak of, and
    ``may_open``: who may not read the issue sees of which kind it was, not what it says."""
    quarters = list(assessments_visible(access)[:40])
    newest = AssessmentRating.objects.filter(assessment__in=[q.pk for q in quarters[:8]])
    newest = newest.select_related("rating__issue__category", "task__assignee", "assessment")
    rows = list(newest.order_by("-id")[:20])
    for row in rows:
        row.may_open = access.can(READ, row.rating.issue)
    return {"quarters": quarters, "ratings": rows}
