"""Who may open a picture: the app that shows it answers; a picture of nobody's is missing."""

from collections.abc import Callable

from portal.kernel.errors import NotFound
from portal.models import Picture

Guard = Callable[[object, Picture], bool]
_guards: list[Guard] = []


def picture_guard_add(guard: Guard) -> None:
    """Contribute ``guard(access, picture)``: True when this app shows the picture to the person.
    Called once per app from its ``subscribers`` room."""
    if guard not in _guards:
        _guards.append(guard)


def picture_file(access, pk: int, size: str):
    """The re-encoded file of one picture, ``full`` or ``thumb``; NotFound for whatever is not
    ready or not this person's to see."""
    picture = Picture.objects.filter(pk=pk).first()
    if picture is None or not picture.is_ready:
        raise NotFound()
    if not any(guard(access, picture) for guard in _guards):
        raise NotFound()
    return picture.thumb if size == "thumb" and picture.thumb else picture.image
