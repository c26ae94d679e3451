"""A person at a browser without JavaScript: opens pages, fills in the forms that stand there."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.test import Client


class Forms(HTMLParser):
    """The forms of a page: action and the fields as a browser would send them untouched."""

    def __init__(self):
        super().__init__()
        self.found: list[dict] = []
        self._form = None
        self._select = self._area = ""

    def handle_starttag(self, tag, attrs):
        """Collect forms, inputs, the chosen option and the name of a text area."""
        words = dict(attrs)
        if tag == "form":
            self._form = {"action": words.get("action", ""), "fields": {}}
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and words.get("name"):
            self._input(words)
        elif tag == "textarea":
            self._area = words.get("name", "")
            self._form["fields"][self._area] = ""
        elif tag == "select":
            self._select = words.get("name", "")
        elif tag == "option" and self._select and "selected" in words:
            self._form["fields"][self._select] = words.get("value", "")

    def _input(self, words):
        kind = words.get("type", "text")
        if kind in {"file", "submit"} or (kind in {"radio", "checkbox"} and "checked" not in words):
            self._form["fields"].setdefault(words["name"], None)
            return
        self._form["fields"][words["name"]] = words.get("value", "")

    def handle_data(self, data):
        """Text already in a text area."""
        if self._area:
            self._form["fields"][self._area] += data

    def handle_endtag(self, tag):
        """Forms and areas end."""
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


class Person:
    """Somebody logged in; ``text`` is what the present page says."""

    def __init__(self, user=None):
        self.client = Client()
        self.user = user
        if user is not None:
            self.client.force_login(user, backend="portal.access.backends.PortalBackend")

    def opens(self, path: str) -> "Person":
        """Open a page; it must be there."""
        return self._seen(self.client.get(path, follow=True))

    def cannot_open(self, path: str) -> bool:
        """Whether the page is refused or hidden."""
        return self.client.get(path).status_code in {302, 403, 404}

    def sends(self, action: str, **fields) -> "Person":
        """Fill in the form of this page whose action ends with ``action`` and send it."""
        places = ((urlsplit(f["action"] or self.path).path, f) for f in self.forms)
        form = next((f for place, f in places if place.endswith(action)), None)
        assert form is not None, (action, self.path, [f["action"] for f in self.forms])
        data = {k: v for k, v in (form["fields"] | fields).items() if v is not None}
        return self._seen(self.client.post(form["action"] or self.path, data, follow=True))

    def sees(self, *words: str) -> "Person":
        """All the words stand on this page."""
        for word in words:
            assert word in self.text, (word, self.path)
        return self

    def _seen(self, answer) -> "Person":
        self.path = answer.request["PATH_INFO"]
        if answer.request.get("QUERY_STRING"):
            self.path += "?" + answer.request["QUERY_STRING"]
        self.text = answer.content.decode()
        assert answer.status_code == 200, (answer.status_code, self.path, self.text[-3000:])
        parser = Forms()
        parser.feed(self.text)
        self.forms = parser.found
        return self
