"""Entries of the public board rest on real tasks, entrusted affairs and transfers of the place."""

import csv
import io
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from committees.models.disclosures import DisclosureEntry
from committees.services import disclosures as write
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.services.rules import rules_load_defaults
from tests.workstations.entrusting import Deal
from workstations.models import TransferPlan, TransferShare


@pytest.fixture
def deal(world):
    """An entrusted affair of the place, and the rules of the field."""
    rules_load_defaults()
    deal = Deal(world)
    deal.apply()
    return deal


def draft(world, *sources, place=None, **words):
    return write.disclosure_draft(
        actor=world.chair,
        community=place or world.mingtong,
        draft=write.EntryDraft(
            disclosure_class="assistance", title="年审", text="已办。", sources=sources, **words
        ),
        submit_key=uuid4(),
    )


def shared(world):
    plan = TransferPlan(
        district=world.district,
        status="paid_down",
        year=2026,
        pool_fen=100,
        source="预算",
        weights={},
        inputs_as_of=clock.today(),
        made_by=world.admin,
        created_at=clock.now(),
    )
    plan.save()
    share = TransferShare(
        district=world.district,
        subdistrict=world.mingtong.parent,
        community=world.mingtong,
        plan=plan,
        status="in_use",
        computed_fen=100,
        fen=100,
        fund_fen=40,
        created_at=clock.now(),
    )
    share.save()
    return share


def test_a_reference_is_resolved_however_it_is_typed(deal):
    affair = deal.affair
    typed = affair.reference.lower().replace("-", "")
    entry = draft(deal.world, typed, affair.reference)
    assert entry.sources == [["entrusted_affair", affair.pk, affair.reference]]


@pytest.mark.parametrize("written", ["ENT-2026-999999", "ENT-2019-000001", "XXX-2026-000001", "账"])
def test_what_names_nothing_here_is_refused(deal, written):
    with pytest.raises(RuleViolated) as refused:
        draft(deal.world, written)
    assert refused.value.field == "sources"


def test_not_of_another_place_and_not_too_many(deal):
    world = deal.world
    deal.affair.community = world.baita
    deal.affair.save(update_fields=["community"])
    with pytest.raises(RuleViolated):
        draft(world, deal.affair.reference)
    with pytest.raises(RuleViolated) as refused:
        draft(world, *["ENT-2026-000001"] * 13)
    assert refused.value.code == "too_many"


def test_a_source_of_a_published_entry_is_fixed(deal):
    entry = draft(deal.world, deal.affair.reference)
    write.disclosure_edit(
        actor=deal.world.chair,
        entry=entry,
        draft=write.EntryDraft(disclosure_class="assistance", title="年审", text="已办。"),
    )
    assert DisclosureEntry.objects.get().sources == []
    DisclosureEntry.objects.update(published_at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        DisclosureEntry.objects.update(sources=[["task", 1, "TSK-2026-000001"]])


def test_the_page_links_what_one_may_see(deal, as_user):
    world, share = deal.world, shared(deal.world)
    entry = draft(world, deal.affair.reference, share.plan.reference)
    page = reverse("committees:disclosure", args=[entry.pk])
    html = as_user(world.chair).get(page).content.decode()
    affair_url = reverse("workstations:entrusted", args=[deal.affair.pk])
    assert affair_url in html
    assert "0.40" in html
    DisclosureEntry.objects.update(status="published", published_at=clock.now())
    html = as_user().get(page).content.decode()
    assert deal.affair.reference in html and affair_url not in html


def test_open_data_carries_amounts_resolution_and_sources(deal, as_user):
    world = deal.world
    draft(world, deal.affair.reference, amounts=[("路灯", 120050)], source="收据一")
    DisclosureEntry.objects.update(status="published", published_at=clock.now())
    address = {
        shape: reverse("committees:disclosure_data", args=[world.mingtong.pk, "entries", shape])
        for shape in ("csv", "json")
    }
    row = as_user().get(address["json"]).json()["rows"][0]
    assert row["amounts"] == [{"label": "路灯", "fen": 120050}]
    assert (row["resolution"], row["sources"]) == (None, [deal.affair.reference])
    assert row["source"] == "收据一"
    text = as_user().get(address["csv"]).content.decode("utf-8-sig")
    line = next(csv.DictReader(io.StringIO(text)))
    assert (line["amounts"], line["sources"]) == ("路灯 120050", deal.affair.reference)
    board = reverse("committees:disclosure_board", args=[world.mingtong.pk])
    html = as_user().get(board).content.decode()
    assert all(one in html for one in address.values())
