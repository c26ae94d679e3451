"""What has happened in deliberation, announced to the storey above."""

from dataclasses import dataclass

from portal.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ResolutionAdopted(Event):
    """A resolution exists with its action items: the station opens one task per item, in the
    same transaction, so that resolution and tasks exist together or not at all."""

    resolution_id: int
    actor_id: int | None


@dataclass(frozen=True, kw_only=True)
class ResolutionRescinded(Event):
    """A newer resolution took its place: open tasks that rest on it are cancelled."""

    resolution_id: int
    superseded_by_id: int
