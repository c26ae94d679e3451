"""Wiring of the app: its policies are declared, its handlers subscribed."""

from importlib import import_module

from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from portal.kernel.keys import KeyConverter


class PortalConfig(AppConfig):
    """The app."""

    name = "portal"
    verbose_name = _("门户")

    def ready(self):
        """Teach the routes their numbers; load the rooms that register something."""
        register_converter(KeyConverter, "key")
        for room in ("policies", "panels", "figures", "subscribers", "checks"):
            import_module(f"portal.{room}")
