"""What a load district stands on: its staffed communities, and when people write."""

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.models import Division, Level, Role, RoleAssignment
from portal.selectors.calendar import DAY_ENDS, add_working_days
from resident_affairs.services.responses import RESPONSE_WORKING_DAYS
from workstations.models import Workstation

YEARS = 4
# Months from January: the rains of June to September bring more.
SEASON = (7, 6, 8, 8, 9, 13, 15, 15, 12, 8, 7, 7)
HOURS = (0, 0, 0, 0, 0, 0, 1, 4, 9, 12, 11, 8, 4, 6, 9, 10, 8, 6, 4, 5, 5, 3, 1, 0)


def staffed_communities() -> list[dict]:
    """Each community with residents and a station: its chain, its station, its people's ids."""
    stations = {s.community_id: s.pk for s in Workstation.objects.all()}
    posts: dict[tuple[int, str], list[int]] = {}
    held = RoleAssignment.objects.active().own()
    for row in held.values_list("division_id", "role", "user_id"):
        posts.setdefault(row[:2], []).append(row[2])
    rows = Division.objects.open_on().at_level(Level.COMMUNITY).select_related("parent")
    return [
        _place(community, stations[community.pk], posts)
        for community in rows.order_by("code")
        if community.pk in stations
        and (community.pk, Role.RESIDENT) in posts
        and (community.pk, Role.STATION_HEAD) in posts
    ]


def _place(community: Division, station: int, posts: dict) -> dict:
    head = posts[community.pk, Role.STATION_HEAD]
    return {
        "chain": {
            "community_id": community.pk,
            "subdistrict_id": community.parent_id,
            "district_id": community.parent.parent_id,
        },
        "station": station,
        "residents": posts[community.pk, Role.RESIDENT],
        "head": head[0],
        "staff": posts.get((community.pk, Role.STATION_STAFF)) or head,
        "chair": (posts.get((community.pk, Role.CHAIR)) or head)[0],
    }


def answers_due(moments: list[datetime]) -> dict[date, datetime]:
    """Day in Kunming → by when what was filed on it has to be answered. The calendar is asked
    here, before the rows are made in a thread of their own."""
    days = {timezone.localtime(moment).date() for moment in moments}
    due = {day: add_working_days(day, RESPONSE_WORKING_DAYS) for day in days}
    return {day: timezone.make_aware(datetime.combine(last, DAY_ENDS)) for day, last in due.items()}


def filing_moments(chance: random.Random, total: int, now: datetime) -> list[datetime]:
    """Times of filing: by season, by hour of the day, fewer on Sundays, growing over years."""
    start = now - timedelta(days=365 * YEARS)
    days = [start + timedelta(days=n) for n in range(365 * YEARS)]
    weights = [
        SEASON[day.month - 1] * (0.6 if day.weekday() == 6 else 1) * (1 + n / (365 * YEARS))
        for n, day in enumerate(days)
    ]
    picked = chance.choices(days, weights, k=total)
    hours = chance.choices(range(24), HOURS, k=total)
    moments = [
        day.replace(hour=0, minute=0, second=0)
        + timedelta(hours=hour - 8, seconds=chance.random() * 3600)
        for day, hour in zip(picked, hours, strict=True)
    ]
    return sorted(min(moment, now - timedelta(minutes=5)) for moment in moments)
