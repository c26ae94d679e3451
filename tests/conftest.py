"""Fixtures shared by all tests: the small district, a set clock, clients that are logged in."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("YIXING_VAR", os.path.join(os.path.dirname(__file__), "..", "var", "test"))

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, TransactionTestCase, override_settings
from rest_framework.test import APIClient

from committees.models import (
    freezing,
    freezing_covenants,
    freezing_disclosures,
    freezing_elections,
    freezing_papers,
    freezing_polls,
    freezing_recalls,
    freezing_sealed,
    freezing_voices,
)
from portal.kernel import clock
from portal.models import User
from portal.models.immutability import changes_allow, changes_forbid
from portal.runner.catalogues import compile_all
from tests import world as worlds
from tests.snapshot import Snapshot
from workstations.models.freezing import freeze_entrusted, thaw_entrusted
from workstations.models.freezing_cases import freeze_cases, thaw_cases
from workstations.models.freezing_scores import freeze_scores, thaw_scores
from workstations.models.freezing_transfers import freeze_transfers, thaw_transfers
from workstations.models.freezing_whistles import freeze_whistles, thaw_whistles

WORLD = Snapshot(worlds.build)


def pytest_configure(config):
    """Compile the translations once, before any worker starts."""
    if not hasattr(config, "workerinput"):
        compile_all()


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path):
    """Cheap passwords, no manifest, uploads in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = tmp_path
    settings.CELERY_TASK_ALWAYS_EAGER = True
    cache.clear()


@pytest.fixture
def monday():
    """Monday 2 March 2026, nine o'clock in Kunming; ``clock.advance(days=1)`` moves it."""
    with clock.at(worlds.MONDAY):
        yield worlds.MONDAY


@pytest.fixture
def world(db, monday):
    """The small district with one person for each role; built once, then copied."""
    return WORLD.lay()


@pytest.fixture
def fresh():
    """Forget the checker kept on a user, as the next request would."""

    def forget(*users):
        for user in users:
            user.__dict__.pop("_access", None)

    return forget


@pytest.fixture
def as_user(db):
    """A test client logged in as ``user`` (or anonymous)."""

    def login(user=None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="portal.access.backends.PortalBackend")
        return client

    return login


@pytest.fixture
def api(db):
    """An API client authenticated as ``user`` (or anonymous)."""

    def login(user=None) -> APIClient:
        client = APIClient()
        if user is not None:
            client.force_authenticate(user)
        return client

    return login


# The tables that refuse every change also refuse the flush after a test with real transactions.
APPEND_ONLY = (
    "portal_record",
    "portal_recordbatch",
    *freezing.APPEND_ONLY,
    *freezing.MINUTES,
    *freezing.TELLERS,
)


_flush = TransactionTestCase._fixture_teardown


def _flush_with_triggers_lifted(case):
    """Lift the triggers around Django's flush, and only there."""
    for table in APPEND_ONLY:
        changes_allow(connection, table)
    freezing_polls.thaw_polls(connection)
    freezing_covenants.thaw_covenants(connection)
    freezing_disclosures.thaw_disclosures(connection)
    freezing_elections.thaw_elections(connection)
    freezing_papers.thaw_papers(connection)
    freezing_recalls.thaw_recalls(connection)
    freezing_sealed.thaw_sealed(connection)
    freezing_voices.thaw_voices(connection)
    thaw_entrusted(connection)
    thaw_transfers(connection)
    thaw_whistles(connection)
    thaw_cases(connection)
    thaw_scores(connection)
    try:
        _flush(case)
    finally:
        for table in APPEND_ONLY:
            changes_forbid(connection, table)
        freezing_polls.freeze_polls(connection)
        freezing_covenants.freeze_covenants(connection)
        freezing_disclosures.freeze_disclosures(connection)
        freezing_elections.freeze_elections(connection)
        freezing_papers.freeze_papers(connection)
        freezing_recalls.freeze_recalls(connection)
        freezing_sealed.freeze_sealed(connection)
        freezing_voices.freeze_voices(connection)
        freeze_entrusted(connection)
        freeze_transfers(connection)
        freeze_whistles(connection)
        freeze_cases(connection)
        freeze_scores(connection)


# Not a fixture: fixtures may be undone before the database is torn down.
TransactionTestCase._fixture_teardown = _flush_with_triggers_lifted


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's district, once for all tests of a file: every kind of affair in several states."""
    cheap = override_settings(
        DEMO=True,
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CELERY_TASK_ALWAYS_EAGER=True,
    )
    with django_db_blocker.unblock(), cheap, transaction.atomic():
        call_command("seed_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cast(demo, db) -> dict:
    """One person for each role that is held in the demo, by role."""
    held = User.objects.filter(role_assignments__isnull=False).order_by("-pk")
    return {row.role: user for user in held for row in user.role_assignments.all()}
