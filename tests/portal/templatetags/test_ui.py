"""Icons, money, moments and masks, as they are seen."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from portal.kernel import clock
from portal.templatetags import ui

NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)  # 10:00 in Kunming


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"), clock.at(NOW):
        yield


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(123456, "¥1,234.56"), (5, "¥0.05"), (0, "¥0.00"), (-150, "−¥1.50"), (None, "—"), ("", "—")],
)
def test_fen(amount, shown):
    assert ui.fen(amount) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 3, 5, 8, 0, tzinfo=UTC), "今天 16:00"),
        (datetime(2026, 3, 4, 16, 30, tzinfo=UTC), "今天 00:30"),
        (datetime(2026, 3, 4, 1, 5, tzinfo=UTC), "昨天 09:05"),
        (datetime(2026, 3, 6, 1, 5, tzinfo=UTC), "明天 09:05"),
        (datetime(2026, 3, 2, 1, 5, tzinfo=UTC), "3月2日"),
        (datetime(2025, 3, 2, 1, 5, tzinfo=UTC), "2025年3月2日"),
        (date(2026, 3, 5), "今天"),
        (None, ""),
    ],
)
def test_relative_when(moment, shown):
    assert ui.relative_when(moment) == shown


def test_full_when_is_kunming_time():
    assert ui.full_when(datetime(2026, 3, 1, 16, 30, tzinfo=UTC)) == "2026年3月2日 00:30"
    assert ui.full_when(date(2026, 3, 2)) == "2026年3月2日"
    assert ui.full_when(None) == ""


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13812345678", "138****5678"), ("138 1234 5678", "138****5678"), ("110", "****"), (None, "")],
)
def test_mask_phone(number, shown):
    assert ui.mask_phone(number) == shown


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in ui.icon("bell")
    assert "#bell" in ui.icon("bell")


def test_an_unknown_icon_is_a_dot_and_cannot_inject():
    assert "#dot" in ui.icon("no-such-thing")
    assert "<script>" not in ui.icon("bell", '"><script>')


def test_csrf_field_works_in_an_isolated_include():
    request = RequestFactory().get("/")
    template = Template("{% csrf_field %}")
    context = RequestContext(request).new({})
    context.template = template
    assert "csrfmiddlewaretoken" in template.render(RequestContext(request))
    assert "csrfmiddlewaretoken" in ui.csrf_field(context)


def test_csrf_field_without_a_request_is_nothing():
    assert Template("{% csrf_field %}").render(Context()) == ""


def test_a_drawn_component_is_what_the_include_draws():
    words = {"hand": "execution", "label": "办理中 <1>"}
    page = Template('{% drawn "components/status_badge.html" known label=label %}')
    included = Template(
        '{% include "components/status_badge.html" with hand=known.hand label=label only %}'
    )
    context = {"known": {"hand": words["hand"]}, "label": words["label"]}
    assert page.render(Context(context)).strip() == included.render(Context(context)).strip()
    assert "&lt;1&gt;" in page.render(Context(context))


def test_what_is_false_is_drawn_as_nothing():
    page = Template('{% drawn "components/deadline_chip.html" state=state text=text %}')
    assert page.render(Context({"state": None, "text": False})).strip() == ""
