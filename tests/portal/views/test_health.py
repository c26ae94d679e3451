"""Alive, ready, measured."""

import pytest


def test_alive(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_names_each_check(client):
    response = client.get("/readyz")
    assert set(response.json()) == {"database", "migrations", "broker"}
    assert response.json()["database"] == response.json()["migrations"] == "ok"


@pytest.mark.parametrize("token", ["", "wrong"])
def test_metrics_are_not_there_without_the_token(client, settings, token):
    settings.METRICS_TOKEN = "right"
    assert client.get("/metrics", HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_metrics_for_the_holder_of_the_token(client, settings):
    settings.METRICS_TOKEN = "right"
    response = client.get("/metrics", HTTP_AUTHORIZATION="Bearer right")
    assert b"python_info" in response.content
