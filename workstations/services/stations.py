"""Stations: opened beside a community's committee."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.models import Level
from portal.services.records import record_append
from workstations.models import Workstation


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
    """Post a station beside the committee of ``community``; a second call finds the first's."""
    if community.level != Level.COMMUNITY:
        raise RuleViolated(_("社工站设在社区。"), field="community", code="level")
    known = Workstation.objects.filter(community=community).first()
    if known is not None:
        return known
    station = Workstation(
        community=community,
        name=name or _("%(place)s社工站") % {"place": community.short_name},
        address=address,
        phone=phone,
        opened_on=opened_on or clock.today(),
    )
    station.clean_fields(exclude=["community"])
    station.save(force_insert=True)
    record_append(subject=station, verb="open_station", actor=actor, division_id=community.pk)
    return station
