"""Every form and every writing route of the API bears hostile input: refused in words, at most."""

import json
import re
import uuid
from collections import defaultdict

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from portal.access.checker import access_of
from portal.models import Picture, PictureState, User
from portal.services.files import picture_process
from resident_affairs.models import Issue
from tests.faults.conftest import walked_on_postgresql
from tests.faults.malice import (
    HAN,
    JSON,
    REFUSED_FILES,
    TAKEN_FILES,
    TEXTS,
    Forms,
    act_of,
    everything,
    undone,
    upload,
)
from tests.portal.views.test_every_route import EXAMPLES, NUMBER, SLUGS
from workstations.models import Task
from workstations.workflows import WORKING

BACKEND = "portal.access.backends.PortalBackend"
HREF = re.compile(r'href="(/[^"#]*)')
KEPT = {"csrfmiddlewaretoken", "version", "submit_key"}
LEFT_OUT = ("logout", "set_language", "account_change_password")


@pytest.fixture(autouse=True)
def _unthrottled():
    cache.clear()


def crawl(client: Client, limit: int = 40) -> dict:
    """Pages reached from the landing page, two of each route: path → HTML."""
    seen, queue, pages, per_route = set(), ["/"], {}, defaultdict(int)
    while queue and len(pages) < limit:
        path = queue.pop(0)
        try:
            name = resolve(path.split("?")[0]).view_name
        except Resolver404:
            continue
        if path in seen or per_route[name] >= 2 or "logout" in path:
            continue
        seen.add(path)
        per_route[name] += 1
        answer = client.get(path)
        if answer.status_code == 200 and "text/html" in answer.get("Content-Type", ""):
            pages[path] = answer.content.decode()
            queue += [link.replace("&amp;", "&") for link in HREF.findall(pages[path])]
    return pages


def forms_of(client: Client, known: set) -> list[tuple[str, dict]]:
    """The forms on those pages that no earlier person had."""
    found = []
    for path, page in crawl(client).items():
        for action, fields in Forms(page).found:
            target = (action or path).split("?")[0]
            match = resolve(target)
            key = (match.view_name, tuple(sorted(fields)), str(match.kwargs.get("name", "")))
            if key not in known and not any(word in match.view_name for word in LEFT_OUT):
                known.add(key)
                found.append((target, fields))
    return found


def login(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


def attacks(fields: dict):
    """Each hostile text in all fields at once, in each alone, twice, and each field missing."""
    open_fields = [name for name in fields if name not in KEPT]
    for label, text in TEXTS.items():
        yield label, {**fields, **dict.fromkeys(open_fields, text)}
    yield "twice", {name: [value, "x\x00"] for name, value in fields.items()}
    yield "nothing", {}
    for name in fields if len(open_fields) > 1 else ():
        yield f"{name} missing", {k: v for k, v in fields.items() if k != name}
        yield f"{name} hostile", {**fields, name: TEXTS["nul"] + TEXTS["huge"]}


def words_of(answer) -> str:
    is_json = "json" in answer.get("Content-Type", "")
    return str(answer.json()) if is_json else answer.content.decode(errors="replace")


def judge(answer, before: dict) -> str:
    """What is wrong with the answer to a hostile write, or nothing."""
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if answer.status_code >= 400 and everything() != before:
        return f"{answer.status_code}, yet something was written"
    if answer.status_code >= 400 and not HAN.search(words_of(answer)):
        return f"{answer.status_code} without a word in the reader's language"
    is_page = "text/html" in answer.get("Content-Type", "")
    if is_page and b"<script>alert(1)" in answer.content:
        return "markup came back as markup"
    return ""


@walked_on_postgresql
def test_every_form_of_every_role_bears_hostile_text(cast):
    wrong, known, sent = [], set(), 0
    before = everything()
    for role, user in cast.items():
        client = login(user)
        for target, fields in forms_of(client, known):
            for label, data in attacks(fields):
                with undone():
                    answer = client.post(target, data)
                    sent += 1
                    if verdict := judge(answer, before):
                        wrong.append(f"{role} {target} {label}: {verdict}")
    assert not wrong, f"{len(wrong)} of {sent}:\n" + "\n".join(wrong[:60])
    assert len(known) > 25 and sent > 1000


# --- the API ------------------------------------------------------------------------------------


def plain(schema: dict, shapes: dict):
    """A value that fits a property of the schema."""
    schema = shapes[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    for key in ("allOf", "oneOf", "anyOf"):
        if key in schema:
            return plain(schema[key][0], shapes)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {name: plain(part, shapes) for name, part in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [plain(schema["items"], shapes)]
    formats = {
        "uuid": str(uuid.uuid4()),
        "date": "2027-03-01",
        "date-time": "2027-03-01T10:00:00+08:00",
        "uri": "http://127.0.0.1/",
    }
    kinds = {"integer": 1, "number": 1, "boolean": True}
    return formats.get(schema.get("format")) or kinds.get(schema.get("type"), "院坝南侧积水")


def operations() -> list[tuple[str, str, dict]]:
    """(method, path with an example's number, a plausible body) of every writing operation."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    shapes, found = schema["components"]["schemas"], []
    for pattern, methods in schema["paths"].items():
        for method in {"post", "put", "patch", "delete"} & set(methods):
            content = methods[method].get("requestBody", {}).get("content", {})
            body = plain(content["application/json"]["schema"], shapes) if content else {}
            path = re.sub(r"\{(name|scheme|code)\}", lambda m: SLUGS[m[1]], pattern)
            first = path.removeprefix("/api/v1").split("/")[1]
            numbers = [0]
            if "{" in path:
                rows = apps.get_model(EXAMPLES[first]).objects.order_by("-pk")
                most = 4 if act_of(path) else 10
                numbers = rows.values_list("pk", flat=True)[:most]
            found += [(method, re.sub(r"\{\w+\}", str(n), path), body) for n in numbers]
    return found


NO_OBJECTS = ([], "x", None, 1, True)
EACH = 5


def thinned(body: dict, turn: int):
    """The same for an operation made from the table, which all go through one door: each field
    gets every fifth value, another fifth each time, so that together they get all of them."""
    labels = list(JSON)
    for number, name in enumerate(body):
        yield f"{name} missing", {k: v for k, v in body.items() if k != name}
        for label in labels[(turn + number) % EACH :: EACH]:
            yield f"{name} {label}", {**body, name: JSON[label]}
    value = [*NO_OBJECTS, [body]][turn % (len(NO_OBJECTS) + 1)]
    yield repr(value)[:20], value


def bodies(body: dict):
    """The plausible body with one hostile value at a time, and things that are no object."""
    for name in body:
        yield f"{name} missing", {k: v for k, v in body.items() if k != name}
        for label, value in JSON.items():
            yield f"{name} {label}", {**body, name: value}
    yield "extra", {**body, "status": "verified", "id": 1, "actor": 1}
    for value in (*NO_OBJECTS, [body]):
        yield repr(value)[:20], value


RAW = {
    "half": (b'{"text": "x', "application/json"),
    "utf-8": (b'{"text": "\xff\xfe"}', "application/json"),
    "deep": (b'{"text": ' + b"[" * 100_000, "application/json"),
    "keys": (b"{" + b",".join(b'"k%d": 1' % n for n in range(50_000)) + b"}", "application/json"),
    "10 MB": (b'"' + b"x" * 10_000_000 + b'"', "application/json"),
    "boundary": (b"--x\r\n", "multipart/form-data; boundary="),
    "multipart": (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
    "many fields": (
        b"&".join(b"a%d=1" % n for n in range(1000)),
        "application/x-www-form-urlencoded",
    ),
    "charset": (b"{}", "application/json; charset=nonsense"),
    "type": (b"\x00\x01", "nonsense"),
}


def call(client, method, path, body):
    text = json.dumps(body)
    return client.generic(method.upper(), path, text, content_type="application/json")


def insider(clients: dict, method: str, path: str, body) -> str | None:
    """A role that the operation lets in."""
    act = act_of(path)
    for role, client in clients.items():
        user = client.handler._force_user
        if act and not access_of(user).may_enter(act.permission):
            continue
        with undone():
            status = call(client, method, path, body).status_code
        if status not in {401, 403, 404}:
            return role
    return None


@pytest.fixture
def clients(cast, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}
    made = {}
    doing = {status: Task.objects.filter(status=status).last() for status in ("assigned", *WORKING)}
    doers = {status: task.assignee for status, task in doing.items() if task}
    for role, user in (cast | doers).items():
        made[role] = APIClient(raise_request_exception=False)
        made[role].force_authenticate(user)
    return made


@walked_on_postgresql
def test_every_write_of_the_api_bears_hostile_json(clients):
    wrong, sent = [], 0
    before, tried = everything(), set()
    for method, path, body in operations():
        shape = (method, NUMBER.sub("", re.sub(r"\d+", "#", path)))
        role = None if shape in tried else insider(clients, method, path, body)
        if role:
            tried.add(shape)
            thin = thinned(body, len(tried)) if act_of(path) else bodies(body)
            for label, hostile in thin:
                with undone():
                    answer = call(clients[role], method, path, hostile)
                    sent += 1
                    if verdict := judge(answer, before):
                        wrong.append(f"{role} {method} {path} {label}: {verdict}")
    assert not wrong, f"{len(wrong)} of {sent}:\n" + "\n".join(wrong[:60])
    assert len(tried) > 120 and sent > 4000, sorted(tried)


@pytest.mark.parametrize("label", RAW)
@pytest.mark.parametrize("path", ["/api/v1/issues/", "/api/v1/tokens/", "/report/", "/track/"])
def test_broken_bodies_are_refused_in_words(cast, path, label):
    client = login(cast["resident"])
    body, kind = RAW[label]
    before = everything()
    answer = client.generic("POST", path, body, content_type=kind)
    assert judge(answer, before) == "" and everything() == before
    if path.startswith("/api/"):
        assert answer.status_code >= 400 and set(answer.json()) >= {"type", "errors"}


@pytest.mark.parametrize("path", ["/issues/?q=%ff%00", "/issues/%ff/", "/%00", "/api/v1/%ff/"])
def test_addresses_in_no_encoding_are_refused(cast, path):
    answer = login(cast["resident"]).get(path)
    assert answer.status_code in {200, 400, 404}


def test_a_forged_host_is_refused_in_words(cast):
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400 and HAN.search(answer.content.decode())


# --- forged forms -------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [None, "x", "a" * 64])
def test_a_form_without_its_token_is_refused_in_words(cast, token):
    user = cast["resident"]
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend=BACKEND)
    before = everything()
    for path in ("/report/", f"/issues/{Issue.objects.first().pk}/follow/", "/accounts/login/"):
        answer = client.post(path, {"csrfmiddlewaretoken": token} if token else {})
        assert answer.status_code == 403 and "刷新后再提交" in answer.content.decode()
    assert everything() == before


def test_a_session_without_the_token_cannot_write_to_the_api(cast):
    client = APIClient(enforce_csrf_checks=True)
    client.login = None
    client.force_login(cast["resident"], backend=BACKEND)
    before = everything()
    answer = client.post("/api/v1/issues/", {"text": "积水"}, format="json")
    assert answer.status_code == 403 and everything() == before
    assert answer.json()["errors"][0]["code"]


# --- hostile files ------------------------------------------------------------------------------


@pytest.fixture
def filing(cast):
    """The resident's issue in the API with one file."""

    def send(name, content):
        user = cast["resident"]
        home = user.role_assignments.filter(role="resident").first().division_id
        category = Issue.objects.first().category_id
        client = APIClient(raise_request_exception=False)
        client.force_authenticate(user)
        words = {
            "submit_key": str(uuid.uuid4()),
            "community": home,
            "category": category,
            "text": "东风巷14号院坝积水很深",
            "photos": [upload(name, content)],
        }
        return client.post("/api/v1/issues/", words, format="multipart")

    return send


@pytest.mark.parametrize("label", REFUSED_FILES)
def test_what_is_no_picture_is_refused_at_its_field(filing, label, tmp_path):
    before = everything()
    answer = filing(*REFUSED_FILES[label])
    assert judge(answer, before) == "" and answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["attr"].startswith("photos")
    assert everything() == before and not list(tmp_path.rglob("raw/*"))


@pytest.mark.parametrize("label", TAKEN_FILES)
def test_what_hides_in_a_picture_is_never_served(filing, label, tmp_path):
    assert filing(*TAKEN_FILES[label]).status_code == 201
    taken = Picture.objects.order_by("-pk").first()
    picture_process(taken.pk)
    taken.refresh_from_db()
    assert taken.processing in {PictureState.READY, PictureState.REFUSED}
    for file in tmp_path.rglob("*.jpg"):
        assert b"<script" not in file.read_bytes() and b"PK\x03\x04" not in file.read_bytes()
    assert not [path for path in tmp_path.rglob("*") if path.suffix not in {"", ".jpg"}]
