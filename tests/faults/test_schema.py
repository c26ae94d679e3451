"""The API against its own schema: whatever fits it, or does not, is answered as it promises."""

import re

import pytest
import schemathesis
from django.apps import apps
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from rest_framework.authtoken.models import Token
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.config.wsgi import application
from tests.faults.conftest import walked_on_postgresql
from tests.faults.malice import act_of, undone
from tests.portal.views.test_every_route import EXAMPLES

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PEOPLE = ("resident", "station_head", "chair", "subdistrict_official")
EXAMPLES_EACH, OF_THE_TABLE = 6, 3  # what is made from one table goes through one door
STEPS = ("publish", "publish_result", "withdraw", "notify", "open", "end")


@pytest.fixture
def tokens(cast, monkeypatch):
    """A token for each of some roles; nobody is throttled."""
    monkeypatch.setattr(
        "rest_framework.throttling.SimpleRateThrottle.allow_request", lambda *_: True
    )
    cache.clear()
    # The connection holds the test's transaction: it must outlive the requests, as in Client.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield [Token.objects.create(user=cast[role]).key for role in PEOPLE]
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def aim(case, turn: int) -> None:
    """Let most cases hit something that is there."""
    pattern = case.operation.path
    first = pattern.removeprefix("/api/v1").split("/")[1]
    if "id" in (case.path_parameters or {}) and turn % 4:
        known = KNOWN[first]
        case.path_parameters["id"] = known[turn % len(known)]
    if "name" in (case.path_parameters or {}):
        case.path_parameters["name"] = STEPS[turn % len(STEPS)]


KNOWN: dict[str, list[int]] = {}


@pytest.fixture
def known(cast):
    for key, label in EXAMPLES.items():
        rows = apps.get_model(label).objects.order_by("-pk")
        KNOWN[key] = [*rows.values_list("pk", flat=True)[:4]] or [1]


def trouble(operation, tokens: list[str]) -> list[str]:
    """What the answers of one operation break."""
    wrong, turn = [], 0

    @seed(4)
    @settings(
        max_examples=OF_THE_TABLE if act_of(operation.path) else EXAMPLES_EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def attempt(case):
        nonlocal turn
        for token in tokens:
            turn += 1
            aim(case, turn)
            with undone():
                answer = case.call(headers={"Authorization": f"Token {token}"})
            try:
                case.validate_response(answer, checks=CHECKS)
            except FailureGroup as group:
                words = " | ".join(re.sub(r"\s+", " ", str(one))[:300] for one in group.exceptions)
                wrong.append(f"{operation.label} {answer.status_code}: {words}")

    attempt()
    return wrong


@walked_on_postgresql
def test_every_operation_keeps_its_promises(tokens, known):
    schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)
    wrong, count = [], 0
    for result in schema.get_all_operations():
        count += 1
        wrong += trouble(result.ok(), tokens)
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(sorted(set(wrong))[:60])
    assert count > 60
