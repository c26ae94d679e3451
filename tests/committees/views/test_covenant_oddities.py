"""Whatever is sent to covenants, orders, guidance and appraisals, nothing breaks."""

from itertools import product

import pytest
from django.urls import reverse

from tests.committees.services.test_appraisals import watch  # noqa: F401
from tests.committees.services.test_corrections import note, order
from tests.committees.services.test_covenants import draft, filed

ODD = ("", "\x00", "🐉" * 4001, "-1", "9" * 40, "1e9", "²", "[]", "\u202e", "NaN")
FIELDS = (
    "kind title text reason resolution version submit_key community answer article days amended "
    "year body held_on eligible present issued collected whose"
).split()


def at(name, *args):
    return reverse(f"committees:{name}", args=args)


@pytest.fixture
def stage(watch):  # noqa: F811
    """One of everything, and the addresses that take a form, with who sends it."""
    hall, world = watch.hall, watch.world
    target = filed(hall)
    given = order(hall, target)
    row, guidance, opened = draft(hall, kind="charter"), note(hall), watch.opened()
    waiting = watch.set(2025)
    lines = [f"line_{line.pk}_{kind}" for line in opened.lines.all() for kind in ("basic",)]
    return lines, [
        (world.chair, at("covenant_create")),
        (world.chair, at("covenant_edit", row.pk)),
        (world.chair, at("covenant_adopt", row.pk)),
        (world.chair, at("guidance_answer", guidance.pk)),
        (world.chair, at("correction_amend", given.pk)),
        (world.chair, at("report_create")),
        (world.street, at("guidance_create")),
        (world.street, at("correction_create") + f"?covenant={target.pk}"),
        (watch.one, at("appraisal_create")),
        (watch.one, at("appraisal_open", waiting.pk)),
        (watch.one, at("appraisal_count", opened.pk)),
    ]


def test_odd_values_come_back_as_errors(stage, as_user):
    lines, forms = stage
    clients = {user: as_user(user) for user, _address in forms}
    for (user, address), odd in product(forms, ODD):
        data = dict.fromkeys([*FIELDS, *lines], odd)
        answer = clients[user].post(address, data)
        assert answer.status_code in {400, 409}, (address, odd[:9], answer.status_code)


@pytest.mark.parametrize("odd", ["9" * 30, "0"])
def test_odd_numbers_in_addresses_are_no_page(watch, as_user, odd):  # noqa: F811
    client = as_user(watch.world.chair)
    names = ("covenant_detail", "guidance_detail", "correction_detail", "appraisal_detail")
    for name in (*names, "report_detail", "covenant_edit", "correction_amend"):
        assert client.get(at(name, 0).replace("/0/", f"/{odd}/")).status_code == 404
    for name in ("covenant_list", "guidance_list", "correction_list", "appraisal_list"):
        assert client.get(at(name) + f"?community={odd}&before={odd}").status_code == 200
