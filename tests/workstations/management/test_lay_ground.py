"""The ground of a new installation."""

import io

import pytest
from django.core.management import call_command

from portal.models import RuleSet
from resident_affairs.models import Category

pytestmark = pytest.mark.django_db


def lay() -> str:
    out = io.StringIO()
    call_command("lay_ground", stdout=out)
    return out.getvalue()


def test_laws_and_categories_are_there_and_stay_one_each():
    lay()
    laws, categories = RuleSet.objects.count(), Category.objects.count()
    assert laws == 5 and categories > 30
    lay()
    assert (RuleSet.objects.count(), Category.objects.count()) == (laws, categories)


def test_what_was_set_here_is_left_alone():
    lay()
    Category.objects.filter(code="env-drain").update(deadline_amount=2)
    lay()
    assert Category.objects.get(code="env-drain").deadline_amount == 2
