"""What is drawn once is kept by all that it says: nobody sees another person's."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.dashboards.menu import MenuItem
from portal.templatetags import ui

MENU = Template('{% drawn_links "components/main_menu.html" nav %}')
PEOPLE = ("chair", "member1", "head", "staff", "resident", "neighbour", "stranger", "admin")
PAGES = ("/", "/issues/", "/help/")


def item(label, *, current=False, group="now", url="/x/"):
    return MenuItem(label, "bell", url, current, group=group)


def shown(*items):
    return MENU.render(Context({"nav": list(items)}))


@pytest.fixture
def forgetful():
    """Begin with nothing kept."""
    ui._draw.cache_clear()


def test_a_menu_says_its_own_entries(forgetful):
    one, other = shown(item("甲")), shown(item("乙"))
    assert "甲" in one and "乙" not in one
    assert "乙" in other and "甲" not in other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (item("甲"), item("甲", current=True)),
        (item("甲"), item("甲", url="/y/")),
        (MenuItem("甲", "bell", "/x/", False), MenuItem("甲", "gear", "/x/", False)),
        (MenuItem("甲", "bell", "/x/", False), MenuItem("甲", "bell", "/x/", False, badge="3")),
    ],
)
def test_entries_that_differ_in_anything_are_drawn_apart(forgetful, one, other):
    assert shown(one) != shown(other)
    assert shown(one) == shown(one)


def test_headings_follow_the_entries_and_the_language(forgetful):
    many = [item(str(number), group="execution") for number in range(6)]
    assert "行：办理和落实" in shown(*many)
    with translation.override("en"):
        assert "行：办理和落实" not in shown(*many)
    assert "行：办理和落实" in shown(*many)


def test_a_component_without_words_follows_the_language(forgetful):
    words = Template('{% drawn "components/script_words.html" %}')
    assert "朗读" in words.render(Context())
    with translation.override("en"):
        assert "朗读" not in words.render(Context())


def test_words_of_a_request_do_not_reach_it(forgetful):
    page = Template('{% drawn "components/footer.html" %}')
    context = {"links": [{"label": "漏", "url": "/x/"}], "user": "u", "elder": True}
    assert "漏" not in page.render(Context(context))


def test_entries_are_escaped(forgetful):
    assert "<b>" not in shown(item("<b>"))


def test_cards_say_their_own_words(forgetful):
    page = Template("{% affair_cards rows %}")

    def card(**words):
        rows = [SimpleNamespace(card={"title": "院坝积水", "url": "/1/", **words})]
        return page.render(Context({"rows": rows}))

    assert "等您确认" in card(needs_you=True, needs_you_label="等您确认")
    assert "等您确认" not in card(needs_you=False, needs_you_label="")
    assert "<b>" not in card(meta="<b>")
    with translation.override("en"):
        assert card(supporters=2) != ""
        assert "人也遇到" not in card(supporters=2)
    assert "人也遇到" in card(supporters=2)


def walk(client, elder):
    if elder:
        client.cookies["elder"] = "1"
    return [client.get(path, follow=True).content.decode() for path in PAGES]


def own(page: str) -> str:
    """The page without what is new in every answer."""
    return ui.re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("elder", [False, True])
def test_everybody_sees_the_same_page_with_and_without_what_others_left(
    as_user, world, forgetful, language, elder
):
    """Each person first with nothing kept, then again when everybody has been before them."""
    people = [*(getattr(world, name) for name in PEOPLE), None]
    alone = []
    for person in people:
        ui._draw.cache_clear()
        client = as_user(person)
        client.cookies["django_language"] = language
        alone.append([own(page) for page in walk(client, elder)])
    assert len({pages[0] for pages in alone}) == len(people)
    for person, pages in zip(people, alone, strict=True):
        client = as_user(person)
        client.cookies["django_language"] = language
        assert [own(page) for page in walk(client, elder)] == pages
    others = "en" if language == "zh-hans" else "zh-hans"
    client = as_user(people[0])
    client.cookies["django_language"] = others
    assert own(walk(client, elder)[0]) != alone[0][0]
