"""Wiring of the app: its policies are declared, its handlers subscribed."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteesConfig(AppConfig):
    """The app."""

    name = "committees"
    verbose_name = _("议事")

    def ready(self):
        """Load the rooms that register something."""
        for room in ("policies", "panels", "figures", "kinds", "subscribers", "services.volumes"):
            import_module(f"committees.{room}")
