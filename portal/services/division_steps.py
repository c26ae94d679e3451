"""Changing the map from a screen: by whoever administers the place, through the services."""

from portal.access.checker import access_of
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division
from portal.selectors.roles import administers
from portal.services import divisions as write


def _rename(actor, division, data):
    return write.division_rename(actor=actor, division=division, name=data["name"], on=data["on"])


def _close(actor, division, data):
    return write.division_close(
        actor=actor, division=division, on=data["on"], reason=data["reason"]
    )


def _merge(actor, division, data):
    into = data["into"]
    if not administers(access_of(actor), into):
        raise RuleViolated(write.FOREIGN, field="into", code="foreign")
    words = {name: data[name] for name in ("into", "on", "reason")}
    return write.division_merge(actor=actor, division=division, **words)


def _profile(actor, division, data):
    names = ("as_of", "area_km2", "households", "population", "population_adult", "source")
    figures = {name: data[name] for name in names}
    return write.division_profile_record(actor=actor, division=division, **figures)


def _open(actor, division, data):
    words = {name: data[name] for name in ("level", "code", "name", "on")}
    return write.division_open(actor=actor, parent=division, **words)


STEPS = {"rename": _rename, "close": _close, "merge": _merge, "profile": _profile, "open": _open}


def division_step(*, actor, division: Division, name: str, data: dict):
    """Take the step ``name`` on ``division``; foreign divisions are as good as missing."""
    if name not in STEPS or not administers(access_of(actor), division):
        raise NotFound()
    return STEPS[name](actor, division, data)
