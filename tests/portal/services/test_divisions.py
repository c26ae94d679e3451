"""Closing, renaming, moving and merging keep the history."""

from datetime import date

import pytest

from portal.kernel.errors import RuleViolated
from portal.models import Level, Record
from portal.selectors.divisions import division_by_code
from portal.services import divisions as service

ON = date(2026, 6, 1)


def test_a_rename_is_recorded_and_the_old_name_kept(world):
    service.division_rename(actor=world.admin, division=world.baita, name="金马社区居委会", on=ON)
    assert world.baita.aliases.get().name == "白塔社区居委会"
    assert Record.objects.get(verb="division_renamed").subject_id == world.baita.pk


def test_a_merged_community_is_found_by_its_old_code(world):
    service.division_merge(
        actor=world.admin, division=world.baita, into=world.mingtong, on=ON, reason="合并"
    )
    assert division_by_code("nbs", "530103001003") == world.mingtong
    world.baita.refresh_from_db()
    assert (world.baita.valid_to, world.baita.successor) == (ON, world.mingtong)


@pytest.mark.parametrize("name", ["", "  ", "白塔社区居委会"])
def test_a_rename_needs_a_new_name(world, name):
    with pytest.raises(RuleViolated) as refused:
        service.division_rename(actor=world.admin, division=world.baita, name=name, on=ON)
    assert refused.value.field == "name"


def test_what_has_children_cannot_be_closed(world):
    with pytest.raises(RuleViolated):
        service.division_close(actor=world.admin, division=world.tuodong, on=ON, reason="x")


def test_closing_needs_a_reason(world):
    with pytest.raises(RuleViolated):
        service.division_close(actor=world.admin, division=world.baita, on=ON, reason=" ")


def test_a_merge_stays_on_its_level(world):
    with pytest.raises(RuleViolated):
        service.division_merge(
            actor=world.admin, division=world.baita, into=world.tuodong, on=ON, reason="x"
        )


def test_a_move_below_itself_is_a_cycle(world):
    with pytest.raises(RuleViolated):
        service.division_move(actor=world.admin, division=world.tuodong, parent=world.mingtong)


def test_a_code_is_used_once_in_a_scheme_and_again_in_another(world):
    def make(scheme):
        return service.division_open(
            actor=world.admin,
            parent=world.tuodong,
            level=Level.COMMUNITY,
            code="530103001002",
            name="某社区",
            on=ON,
            scheme=scheme,
        )

    with pytest.raises(RuleViolated):
        make("nbs")
    assert make("mca").path.startswith(world.tuodong.path)


def test_a_second_profile_of_the_day_corrects_the_first(world):
    for population in (1, 2):
        service.division_profile_record(
            actor=world.admin, division=world.baita, as_of=ON, population=population
        )
    assert world.baita.profiles.get().population == 2
