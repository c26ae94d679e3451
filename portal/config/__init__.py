"""Composition root: settings, urls, wsgi and Celery; names all apps by string only."""
