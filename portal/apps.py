"""Wiring of the app: its policies are declared, its handlers subscribed."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The app."""

    name = "portal"
    verbose_name = _("门户")

    def ready(self):
        """Load the rooms that register something."""
        for room in ("policies", "panels", "figures", "subscribers", "checks"):
            import_module(f"portal.{room}")
