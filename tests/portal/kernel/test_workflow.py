"""Workflows as data: what may be declared, and the makers of their steps."""

import pytest
from django.db.models import TextChoices

from portal.kernel.workflow import Workflow, states, steps_like


class Door(TextChoices):
    """A door's states."""

    SHUT = "shut", "关"
    OPEN = "open", "开"


step = steps_like(hand="calm", style="primary")


def opened(**more):
    return step("open", "打开", Door.SHUT, Door.OPEN, "portal.open_door", "门开了", **more)


def test_steps_share_what_is_usual():
    made = opened()
    assert (made.hand, made.style, made.sources) == ("calm", "primary", states("shut"))
    assert made.guards == ()


def test_one_step_may_differ():
    assert opened(style="danger", public=False).style == "danger"
    assert opened().style == "primary"


def test_guards_follow_in_their_order():
    def first(subject, actor):
        return None

    def second(subject, actor):
        return "不行"

    made = step("open", "打开", states("shut", "open"), None, None, "门开了", first, second)
    assert made.guards == (first, second)
    assert made.sources == states("shut", "open")


def test_guards_of_the_whole_table_come_before_ones_own():
    def shared(subject, actor):
        return None

    def own(subject, actor):
        return "不行"

    guarded = steps_like(hand="calm", guards=(shared,))
    bare = guarded("open", "打开", Door.SHUT, Door.OPEN, None, "门开了")
    made = guarded("open", "打开", Door.SHUT, Door.OPEN, None, "门开了", own)
    assert bare.guards == (shared,) and made.guards == (shared, own)
    assert step("open", "打开", Door.SHUT, Door.OPEN, None, "门开了").guards == ()


def test_a_field_that_no_transition_has_is_refused():
    with pytest.raises(TypeError):
        opened(colour="red")


def test_a_workflow_with_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="unknown states"):
        Workflow("door", Door, Door.SHUT, (opened(), step("lock", "锁", "lost", "shut", None, "")))


def test_a_workflow_with_a_state_that_no_way_leads_to_is_refused():
    with pytest.raises(ValueError, match="no way leads to"):
        Workflow("door", Door, Door.OPEN, (opened(),))


def test_two_steps_of_one_name_are_refused():
    with pytest.raises(ValueError, match="share a name"):
        Workflow("door", Door, Door.SHUT, (opened(), opened()))


def test_a_sound_workflow_is_read_by_name():
    door = Workflow("door", Door, Door.SHUT, (opened(),))
    assert door["open"].target == "open"
    assert door.leaving("open") == ()
    assert door.final_states() == {"open"}
