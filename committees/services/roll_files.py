"""Rolls as files: CSV or XLSX in, lines of text for the preview and the second reading."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from committees.models import VoterBasis
from committees.services.rolls import MOST_ROWS, VoterDraft
from portal.kernel.errors import RuleViolated

COLUMNS = ("姓名", "身份证号码", "出生日期", "登记依据", "居民小组", "户（门牌）")
MOST_BYTES = 4 * 1024 * 1024
BASES = {
    "户籍": VoterBasis.HUKOU,
    "居住": VoterBasis.LIVING,
    "工作": VoterBasis.WORKER,
}


def file_lines(upload) -> str:
    """The file as tab-separated text with a head: what the preview shows and the confirmation
    sends again. RuleViolated on ``file``."""
    if upload.size > MOST_BYTES:
        raise RuleViolated(_("文件太大，最多 4 MB。"), field="file", code="too_large")
    data = upload.read()
    rows = _sheet(data) if data[:2] == b"PK" else _table(data)
    lines = []
    for row in rows:
        cells = [_cell(value) for value in row]
        if any(cells):
            lines.append("\t".join(cells))
        if len(lines) > MOST_ROWS + 1:
            words = _("一次最多导入 %(n)d 行。") % {"n": MOST_ROWS}
            raise RuleViolated(words, field="file", code="too_many")
    if not lines:
        raise RuleViolated(_("文件是空的。"), field="file", code="empty")
    return "\n".join(lines)


def _sheet(data: bytes) -> Iterator:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise RuleViolated(_("打不开这个表格文件。"), field="file", code="broken") from error
    return book.worksheets[0].iter_rows(values_only=True)


def _table(data: bytes) -> Iterator:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        return csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    raise RuleViolated(_("文件不是文本，也不是表格。"), field="file", code="encoding")


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # What a spreadsheet writes before a number to keep it as text.
    return str(value).replace("\x00", "").replace("\t", " ").replace("\n", " ").strip().lstrip("'")


def drafts_read(lines: str) -> list[VoterDraft]:
    """The names of the text; the head says which column is which. RuleViolated on ``lines``."""
    head, *rest = [line.split("\t") for line in lines.split("\n") if line.strip()] or [[]]
    places = {name: head.index(name) for name in COLUMNS if name in head}
    missing = [name for name in ("姓名", "户（门牌）") if name not in places]
    if missing:
        words = _("表头缺少：%(names)s。") % {"names": "、".join(missing)}
        raise RuleViolated(words, field="file", code="head")
    return [_draft({name: _at(row, at) for name, at in places.items()}) for row in rest]


def _at(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _draft(cells: dict[str, str]) -> VoterDraft:
    said = cells.get("登记依据", "")
    return VoterDraft(
        name=cells["姓名"],
        household=cells["户（门牌）"],
        born_on=_day(cells.get("出生日期", "")),
        # Nothing said is the common case; anything else is a fault of its line.
        basis=next((basis for word, basis in BASES.items() if word in said), said or "hukou"),
        group_name=cells.get("居民小组", ""),
        id_number=cells.get("身份证号码", ""),
    )


def _day(text: str) -> date | None:
    digits = text.replace("年", "-").replace("月", "-").replace("日", "")
    parts = digits.replace("/", "-").replace(".", "-").strip("-").split("-")
    if len(parts) == 1 and len(digits) == 8:
        parts = [digits[:4], digits[4:6], digits[6:]]
    try:
        return date(*(int(part) for part in parts[:3]))
    except (ValueError, TypeError):
        return None
