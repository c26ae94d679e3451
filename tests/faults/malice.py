"""Hostile values and files, and whether a write left anything behind."""

import io
import re
import struct
import zlib
from contextlib import contextmanager
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Max
from django.urls import resolve
from PIL import Image

from portal.models import Notice, Picture, Record, Remark, User
from resident_affairs.models import Issue, Message

RARE = "𠮷野家㛃𮧵\ue863\U000f0001👨‍👩‍👧"  # beyond the BMP, extension A and F, private use, emoji
TEXTS = {
    "nul": "积\x00水",
    "control": "积\x1b[2J水",
    "bidi": "甲\u202e乙",
    "rare": RARE * 3,
    "long": "积" * 70_000,
    "markup": "<script>alert(1)</script>{{ 7*7 }}{% debug %}",
    "sql": "'; DROP TABLE portal_record; --%s%(x)s\\",
    "huge": "9" * 40,
    "negative": "-1",
    "nan": "NaN",
    "date": "9999-12-31",
    "moment": "0001-01-01T00:00",
    "empty": "",
}
JSON = {
    **TEXTS,
    "null": None,
    "list": [],
    "nested": [[{"a": [1]}]],
    "object": {"id": 1},
    "true": True,
    "integer": 2**70,
    "minus": -(2**70),
    "float": 1.5e300,
    "surrogate": "\ud800",
}


class Forms(HTMLParser):
    """The POST forms of a page: (action, {field: value}, is it multipart)."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self._form, self._select = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self._form = (given.get("action") or "", {}) if is_post else None
            if self._form:
                self.found.append(self._form)
        if self._form is None:
            return
        name = given.get("name")
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and given.get("value"):
            self._form[1].setdefault(self._select, given["value"])
        if tag in {"input", "textarea", "button"} and name and given.get("type") != "file":
            self._form[1].setdefault(name, given.get("value") or _plausible(given))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None


def _plausible(given: dict) -> str:
    kinds = {"date": "2026-12-30", "datetime-local": "2026-12-30T10:00", "number": "3"}
    return kinds.get(given.get("type", ""), "院坝南侧积水，请来看看")


def _png(width: int, height: int) -> bytes:
    """A PNG that says it is that large; its pixels are not there."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 100)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def picture(fmt="JPEG", size=(40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, fmt)
    return out.getvalue()


SCRIPT = b"<script>alert(document.domain)</script>"
# Names say one thing, contents another; every one of these is refused at the door.
REFUSED_FILES = {
    "bomb": ("photo.png", _png(65_000, 65_000)),
    "nothing": ("photo.jpg", b""),
    "svg": ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"),
    "html": ("photo.jpg", b"<!doctype html>" + SCRIPT),
    "gif": ("photo.jpg", picture("GIF")),
    "tiff": ("photo.jpg", picture("TIFF")),
    "eps": ("photo.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run"),
    "pdf": ("photo.jpg", b"%PDF-1.7\n%%EOF"),
    "noise": ("photo.jpg", bytes(range(256)) * 40),
    "magic": ("photo.jpg", b"\xff\xd8\xff\xe0"),
    "large": ("photo.jpg", picture() + b"\0" * (10 * 1024 * 1024)),
}
# These pass the door, since their beginning is a picture; the job makes them harmless.
TAKEN_FILES = {
    "polyglot": ("photo.html", picture() + SCRIPT),
    "zip": ("../../etc/passwd\x00.jpg", picture() + b"PK\x03\x04" + SCRIPT),
    "truncated": ("photo.jpg", picture(size=(800, 600))[:2000]),
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@contextmanager
def undone():
    """Whatever is written inside is taken back afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def act_of(pattern: str):
    """The row of the table behind an address of the API (``{id}`` or a number in it), or None where
    a view was written by hand."""
    path = re.sub(r"\{\w+\}", "1", pattern)
    return getattr(resolve(path).func.view_class, "act", None)


def everything() -> dict:
    """What any write would change: each appends to the record, and files may come before it. That
    somebody looked at a person's papers is noted while reading, and changes nothing."""
    kinds = (Remark, Issue, Message, Picture, Notice, User)
    rows = {kind.__name__: kind.objects.all() for kind in kinds}
    rows["Record"] = Record.objects.exclude(verb="look")
    return {name: found.aggregate(top=Max("pk"))["top"] for name, found in rows.items()}


HAN = re.compile("[\u4e00-\u9fff]")
