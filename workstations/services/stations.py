"""Stations: opened beside a community's committee."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Level
from portal.services.records import record_append
from workstations.models import Workstation

POST = "workstations.post_station"


def _may_post(actor, community) -> None:
    """The sub-district posts the station (S14); None = the house (demo, import)."""
    if actor is None:
        return
    posts = access_of(actor).posts_with(POST)
    if community.parent_id not in {post.division_id for post in posts}:
        raise NotFound()


@transaction.atomic
def station_open(
    *,
    actor,
    community,
    name: str = "",
    address: str = "",
    phone: str = "",
    opened_on: date | None = None,
) -> Workstation:
    """Post a station beside the committee of ``community``; a second call finds the first's.
    RuleViolated on ``community`` (wrong level, closed) or ``opened_on`` (before the community)."""
    if community.level != Level.COMMUNITY or not community.is_open:
        raise RuleViolated(_("社工站设在社区。"), field="community", code="level")
    _may_post(actor, community)
    opened_on = opened_on or clock.today()
    if opened_on < community.valid_from:
        raise RuleViolated(_("不能早于社区的启用日期。"), field="opened_on", code="term")
    known = Workstation.objects.filter(community=community).first()
    if known is not None:
        return known
    station = Workstation(
        community=community,
        name=name or _("%(place)s社工站") % {"place": community.short_name},
        address=address,
        phone=phone,
        opened_on=opened_on,
    )
    station.clean_fields(exclude=["community"])
    station.save(force_insert=True)
    record_append(subject=station, verb="open_station", actor=actor, division_id=community.pk)
    return station


@transaction.atomic
def station_change(*, actor, station: Workstation, **words) -> Workstation:
    """Another name, address or phone."""
    station = Workstation.objects.select_for_update(of=("self",)).get(pk=station.pk)
    _may_post(actor, station.community)
    changed = [name for name, value in words.items() if getattr(station, name) != value]
    for name in changed:
        setattr(station, name, words[name])
    if changed:
        station.save(update_fields=changed)
        record_append(
            subject=station,
            verb="change_station",
            actor=actor,
            division_id=station.community_id,
            data={"fields": changed},
        )
    return station
