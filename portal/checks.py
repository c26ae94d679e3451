"""System checks: what the portal's promises rest on is refused when it is configured away."""

from importlib.util import find_spec

from django.core.checks import Error, Tags, register
from django.db import connections

WANTED_PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1}


@register(Tags.database)
def sqlite_is_wal_and_immediate(app_configs=None, databases=None, **kwargs):
    """Without both, concurrent writers fail with "database is locked"."""
    errors = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        options = connection.settings_dict.get("OPTIONS", {})
        if options.get("transaction_mode") != "IMMEDIATE":
            errors.append(Error("SQLite needs transaction_mode=IMMEDIATE.", id="portal.E001"))
        if "journal_mode=wal" not in options.get("init_command", "").lower():
            errors.append(Error("SQLite needs PRAGMA journal_mode=WAL.", id="portal.E002"))
    return errors


@register(Tags.security, deploy=True)
def connections_are_kept(app_configs=None, **kwargs):
    """A new PostgreSQL connection per request costs more than the request."""
    settings = connections["default"].settings_dict
    if "postgresql" in settings["ENGINE"] and not (
        settings.get("CONN_MAX_AGE") is None or settings.get("CONN_MAX_AGE") > 0
    ):
        return [Error("CONN_MAX_AGE must be above 0.", id="portal.E003")]
    return []


@register(Tags.database)
def psycopg_3_is_absent(app_configs=None, **kwargs):
    """Django would silently prefer psycopg 3 to the psycopg2 that was asked for and tested."""
    if find_spec("psycopg") is not None:
        return [Error("psycopg 3 is installed beside psycopg2; remove it.", id="portal.E004")]
    return []
