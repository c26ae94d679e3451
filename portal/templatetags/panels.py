"""Panels on pages whose view is not ours (the log-in page)."""

from django import template

from portal.access.checker import access_of
from portal.dashboards.panel import panels_for

register = template.Library()


@register.simple_tag(takes_context=True)
def panels_on(context, surface: str) -> list[dict]:
    """The panels of ``surface`` for the viewer of this page."""
    return panels_for(access_of(context["request"].user), surface)
