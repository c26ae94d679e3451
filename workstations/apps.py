"""Wiring of the app: its policies are declared, its handlers subscribed."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkstationsConfig(AppConfig):
    """The app."""

    name = "workstations"
    verbose_name = _("办理")

    def ready(self):
        """Load the rooms that register something."""
        rooms = ("policies", "panels", "figures", "kinds", "subscribers")
        for room in (*rooms, "services.dashboard_exports"):
            import_module(f"workstations.{room}")
