"""DATABASE_URL in Django's form."""

import pytest

from portal.config.settings.database import _database


@pytest.mark.parametrize(
    ("query", "pooled"),
    [("", False), ("?pooled=transaction", True), ("?pooled=session", False), ("?pooled=", False)],
)
def test_a_pool_of_transactions_is_told_by_the_address(query, pooled):
    made = _database(f"postgres://yixing:pw@127.0.0.1:5432/yixing{query}")
    assert made["DISABLE_SERVER_SIDE_CURSORS"] is pooled
    assert "pooled" not in made["OPTIONS"]
    assert made["CONN_MAX_AGE"] > 0 and made["CONN_HEALTH_CHECKS"]


def test_other_options_go_to_the_driver():
    made = _database("postgres://u:p@db/yixing?sslmode=require&pooled=transaction")
    assert made["OPTIONS"]["sslmode"] == "require"


def test_an_unknown_scheme_is_refused():
    with pytest.raises(ValueError, match="unknown scheme"):
        _database("mysql://u:p@db/yixing")
