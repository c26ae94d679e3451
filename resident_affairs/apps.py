"""Wiring of the app: its policies are declared, its handlers subscribed."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidentAffairsConfig(AppConfig):
    """The app."""

    name = "resident_affairs"
    verbose_name = _("居民事务")

    def ready(self):
        """Load the rooms that register something."""
        for room in ("policies", "panels", "figures", "subscribers"):
            import_module(f"resident_affairs.{room}")
