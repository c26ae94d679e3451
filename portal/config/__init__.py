"""Composition root: settings, urls, wsgi and Celery; names all apps by string only."""

from .celery import app as celery_app

__all__ = ["celery_app"]
