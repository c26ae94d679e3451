"""Tags and filters that only shape what is seen: icons, money, moments, masked numbers."""

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, pgettext

from portal.dashboards.menu import menu_groups
from portal.kernel import clock

register = template.Library()

SPRITE = "vendor/icons.svg"
UNKNOWN = "dot"
HAND_ICONS = {
    "residents": "person-raised-hand",
    "deliberation": "people-fill",
    "execution": "tools",
    "calm": "archive",
    "now": "exclamation-circle-fill",
    "soon": "hourglass-split",
}


@cache
def icons_drawn() -> frozenset[str]:
    """The names in the sprite, which is drawn of the icons that package.json lists."""
    file = find(SPRITE)
    if not file:
        return frozenset()
    with open(file, encoding="utf-8") as sprite:
        return frozenset(re.findall(r'<symbol id="([\w-]+)"', sprite.read()))


@cache
def _icon(name: str, extra: str) -> SafeString:
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>',
        extra,
        static(SPRITE),
        name if name in icons_drawn() else UNKNOWN,
    )


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One icon, hidden from screen readers: a word always stands beside it."""
    return _icon(str(name or UNKNOWN), extra)


@register.simple_tag
def hand_icon(hand: str, extra: str = "") -> SafeString:
    """The icon of a hand, so that its colour is never the only cue."""
    return _icon(HAND_ICONS.get(hand, "archive"), extra)


@register.simple_tag
def drawn(template_name: str, known: dict | None = None, **words) -> SafeString:
    """A component that depends on its words alone (``known`` and ``words`` together): drawn once
    for each set of them and language. They reach the template as text, what is empty or false as
    "".

    A list shows the same badge fifty times, and many people see the same card.
    """
    given = {**known, **words} if known else words
    return drawn_once(template_name, tuple((name, str(word or "")) for name, word in given.items()))


def drawn_once(template_name: str, words: tuple[tuple[str, str], ...], links=None) -> SafeString:
    """What ``drawn`` and ``drawn_links`` share: the template sees these words and links and the
    language, nothing of a request, and is kept by exactly these."""
    draw = _draw.__wrapped__ if settings.DEBUG else _draw
    return draw(template_name, words, links, get_language())


@lru_cache(4096)
def _draw(template_name: str, words, links, _language: str | None) -> SafeString:
    known: dict[str, Any] = dict(words)
    if links is not None:
        known["links"] = [Link(*link) for link in links]
        known["groups"] = menu_groups(known["links"])
    return mark_safe(render_to_string(template_name, known))  # noqa: S308 - our template


class Link(NamedTuple):
    """An entry of a menu as a component sees it."""

    label: str
    url: str
    icon: str
    is_current: bool
    badge: str
    group: str


@register.simple_tag
def drawn_links(template_name: str, links) -> SafeString:
    """A component that depends on these links alone (entries of the menu, or dicts with label and
    url), as ``links`` and, under the menu's headings, as ``groups``: kept by what they say."""
    return drawn_once(template_name, (), tuple(map(_plain_link, links or ())))


@register.simple_tag
def affair_cards(rows) -> SafeString:
    """The ``card`` of each row (words of components/affair_card.html; its moments are said as
    people say them), as the entries of a list."""
    return mark_safe("\n".join(f"<li>{_card(row.card)}</li>" for row in rows))  # noqa: S308


def _card(words: dict) -> SafeString:
    known = tuple((name, _said(word)) for name, word in words.items())
    return drawn_once("components/affair_card.html", known)


def _said(word) -> str:
    return relative_when(word) if isinstance(word, date) else str(word or "")


def _plain_link(link) -> tuple:
    if isinstance(link, dict):
        return (str(link["label"]), link["url"], link.get("icon", ""), False, "", "")
    badge = str(link.badge or "")
    return (str(link.label), link.url, link.icon, link.is_current, badge, link.group)


@register.filter
def hand_word(hand: str) -> str:
    """The one-word name of a hand."""
    words = {
        "residents": pgettext("hand", "居民"),
        "deliberation": pgettext("hand", "议"),
        "execution": pgettext("hand", "行"),
    }
    return words.get(hand, pgettext("hand", "归档"))


@register.simple_tag(takes_context=True)
def csrf_field(context) -> SafeString:
    """The hidden token, also inside ``{% include … only %}``."""
    request = getattr(context, "request", None) or context.get("request")
    if request is None:
        return mark_safe("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )


@register.simple_tag(takes_context=True)
def here(context) -> str:
    """The address of this page, to come back to after a small form."""
    request = getattr(context, "request", None) or context.get("request")
    return request.get_full_path() if request else "/"


@register.filter
def fen(amount: int | None) -> str:
    """Whole fen as yuan: 123456 → ¥1,234.56; nothing stays a dash."""
    if amount is None or amount == "":
        return "—"
    amount = int(amount)
    sign = "−" if amount < 0 else ""
    yuan, rest = divmod(abs(amount), 100)
    return f"{sign}¥{yuan:,}.{rest:02d}"


NEAR_DAYS = {-1: gettext_lazy("昨天"), 0: gettext_lazy("今天"), 1: gettext_lazy("明天")}


@lru_cache(2048)
def _day(day: date, today: date, language: str | None) -> str:
    """``day`` seen from ``today``; ``language`` only tells the answers apart."""
    distance = (day - today).days
    if distance in NEAR_DAYS:
        return str(NEAR_DAYS[distance])
    if day.year == today.year:
        return formats.date_format(day, pgettext("date format", "n月j日"))
    return formats.date_format(day, pgettext("date format", "Y年n月j日"))


@register.filter
def relative_when(moment: datetime | date | None) -> str:
    """A moment as people say it: 今天 16:00, 昨天 09:05, 3月2日, 2025年3月2日."""
    if not moment:
        return ""
    if not isinstance(moment, datetime):
        return _day(moment, clock.today(), get_language())
    local = clock.local(moment)
    day, today = local.date(), clock.today()
    words = _day(day, today, get_language())
    return f"{words} {local:%H:%M}" if abs((day - today).days) <= 1 else words


@register.filter
def full_when(moment: datetime | date | None) -> str:
    """A moment in full, for the record: 2026年3月2日 16:00."""
    if not moment:
        return ""
    form = pgettext("date format", "Y年n月j日")
    if not isinstance(moment, datetime):
        return formats.date_format(moment, form)
    local = clock.local(moment)
    return f"{formats.date_format(local.date(), form)} {local:%H:%M}"


@register.filter
def mask_phone(number: str | None) -> str:
    """A phone number with its middle hidden: 138****5678; anything shorter is hidden whole."""
    digits = re.sub(r"\D", "", str(number or ""))
    if len(digits) < 8:
        return "****" if digits else ""
    return f"{digits[:3]}****{digits[-4:]}"


@register.simple_tag
def label_for(columns, index: int) -> SafeString:
    """The column's name on a cell, shown beside it where the table has become a list."""
    label = columns[index] if index < len(columns) else ""
    return format_html(' data-label="{}"', label)


@register.filter
def widget_kind(field) -> str:
    """How a field is laid out: check, choices, stars, file or line."""
    kind = field.widget_type
    if kind == "checkbox":
        return "check"
    if kind in {"radioselect", "checkboxselectmultiple"}:
        return "choices"
    if kind == "starselect":
        return "stars"
    return "file" if "file" in kind else "line"


@register.filter
def search_field(form):
    """The field one types a word into, if the form has one."""
    for field in form.visible_fields():
        if getattr(field.field.widget, "input_type", "") == "search":
            return field
    return None


@register.filter
def is_narrowed(form) -> bool:
    """Whether a condition beside the search is set, so that it should be seen."""
    find = search_field(form)
    names = [field.name for field in form.visible_fields() if field is not find]
    return any(form.data.get(name) for name in names if not find or name != find.name)
