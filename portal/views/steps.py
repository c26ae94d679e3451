"""The buttons of a subject: what this person may do now, each with the address that does it."""

from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.forms.base import text_clean
from portal.kernel.errors import NotFound, RuleViolated
from portal.services.transitions import transitions_offered

STYLES = {"primary": "", "secondary": "quiet", "danger": "now"}


def buttons_for(
    subject, user, route: str, pages: dict[str, str] | None = None, pk: int | None = None
) -> list[dict]:
    """Buttons for components/transition_buttons.html.

    route  URL name that takes the subject's pk and the step's name by POST
    pages  step → URL name of a page with a form of its own
    pk     what the route takes, when it is not the subject's own
    """
    pages = pages or {}
    pk = pk or subject.pk
    return [_button(offer, pk, route, pages) for offer in transitions_offered(subject, user)]


def _button(offer: dict, pk: int, route: str, pages: dict[str, str]) -> dict:
    step = offer["step"]
    page = pages.get(step.name)
    url = reverse(page, args=[pk]) if page else reverse(route, args=[pk, step.name])
    return {
        "name": step.name,
        "label": step.label,
        "url": url,
        "style": STYLES[step.style],
        "is_open": offer["is_open"],
        "why_closed": offer["why_closed"],
        "needs_reason": step.reason == "required",
        "needs_confirm": bool(step.reason == "optional"),
        "plain": "",
        "method": "get" if page else "post",
    }


def split(buttons: list[dict]) -> dict:
    """The one thing to do, for the thumb, and the rest, below."""
    first = next((b for b in buttons if b["is_open"] and not b["style"]), None)
    return {
        "primary": [first] if first else [],
        "others": [button for button in buttons if button is not first],
    }


def service_for(services: dict, name: str):
    """The service behind a step's name; unknown names are no page."""
    try:
        return services[name]
    except KeyError:
        raise NotFound() from None


def reason_of(request) -> str:
    """The reason typed beside a button, cleaned."""
    try:
        return text_clean(request.POST.get("reason", ""))[:500]
    except ValidationError as error:
        raise RuleViolated(error.messages[0], field="reason", code="characters") from error


def before_of(request) -> int | None:
    """The keyset mark of the address, if it is one."""
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def int_of(text: str | None) -> int | None:
    """An id from an address or a form, or None."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
