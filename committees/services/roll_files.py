"""Rolls as files: CSV or XLSX in, one draft a row, each with the row of the spreadsheet."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from committees.models import VoterBasis, Willing
from committees.services.rolls import MOST_ROWS, VoterDraft
from portal.kernel.errors import RuleViolated

# The head of the file, and the field of a draft that each column fills.
COLUMNS = {
    "姓名": "name",
    "身份证号码": "id_number",
    "出生日期": "born_on",
    "登记依据": "basis",
    "居民小组": "group_name",
    "户（门牌）": "household",
    "政治权利": "has_rights",
    "到社区工作日期": "worker_since",
    "到本村居住日期": "living_since",
    "同意参加选举的决定": "admission",
}
NEEDED = ("姓名", "户（门牌）")
MOST_BYTES = 4 * 1024 * 1024
MOST_CELLS = 60
BASES = {
    "户籍": VoterBasis.HUKOU,
    "居住": VoterBasis.LIVING,
    "工作": VoterBasis.WORKER,
}
WITHOUT_RIGHTS = ("剥夺", "无", "没有", "否")


def file_drafts(upload) -> list[VoterDraft]:
    """The names of a file, with the numbers of their rows; the head says which column is which.
    Nothing is kept. RuleViolated on ``file``."""
    if upload.size > MOST_BYTES:
        raise _wrong(_("文件太大，最多 4 MB。"), "too_large")
    data = upload.read()
    rows = _sheet(data) if data[:2] == b"PK" else _table(data)
    places, found = None, []
    try:
        for line, row in enumerate(rows, start=1):
            cells = [_cell(value) for value in row[:MOST_CELLS]]
            if not any(cells):
                continue
            if places is None:
                places = _places(cells)
                continue
            found.append(_draft(line, {name: _at(cells, at) for name, at in places.items()}))
            if len(found) > MOST_ROWS:
                words = _("一次最多导入 %(n)d 行。") % {"n": MOST_ROWS}
                raise _wrong(words, "too_many")
    except (csv.Error, BadZipFile, ValueError, KeyError, TypeError, SyntaxError) as error:
        raise _wrong(_("打不开这个表格文件。"), "broken") from error
    if not found:
        raise _wrong(_("文件是空的。"), "empty")
    return found


def _wrong(words: str, code: str) -> RuleViolated:
    return RuleViolated(words, field="file", code=code)


def _sheet(data: bytes) -> Iterator:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise _wrong(_("打不开这个表格文件。"), "broken") from error
    return book.worksheets[0].iter_rows(values_only=True)


def _table(data: bytes) -> Iterator:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        return csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    raise _wrong(_("文件不是文本，也不是表格。"), "encoding")


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # What a spreadsheet writes before a number to keep it as text.
    words = str(value).replace("\x00", "").replace("\ufeff", "")
    return " ".join(words.split()).lstrip("'")


def _places(head: list[str]) -> dict[str, int]:
    """{column: its place}; brackets of either width. RuleViolated for a head that lacks one."""
    names = [cell.replace("(", "（").replace(")", "）").replace(" ", "") for cell in head]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        words = _("表头缺少：%(names)s。") % {"names": "、".join(missing)}
        raise _wrong(words, "head")
    return {name: names.index(name) for name in COLUMNS if name in names}


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _draft(line: int, cells: dict[str, str]) -> VoterDraft:
    said = cells.get("登记依据", "")
    return VoterDraft(
        line=line,
        name=cells["姓名"],
        household=cells["户（门牌）"],
        born_on=_day(cells.get("出生日期", "")),
        # Nothing said is the common case; anything else is a fault of its line.
        basis=next((basis for word, basis in BASES.items() if word in said), said or "hukou"),
        group_name=cells.get("居民小组", ""),
        id_number=cells.get("身份证号码", ""),
        # Whoever confirms the file affirms both for every name in it.
        has_rights=not any(word in cells.get("政治权利", "") for word in WITHOUT_RIGHTS),
        willing=Willing.VISIT,
        worker_since=_day(cells.get("到社区工作日期", "")),
        living_since=_day(cells.get("到本村居住日期", "")),
        admission=cells.get("同意参加选举的决定", ""),
    )


def _day(text: str) -> date | None:
    digits = text.replace("年", "-").replace("月", "-").replace("日", "").partition(" ")[0]
    parts = digits.replace("/", "-").replace(".", "-").strip("-").split("-")
    if len(parts) == 1 and len(digits) == 8:
        parts = [digits[:4], digits[4:6], digits[6:]]
    try:
        return date(*(int(part) for part in parts[:3]))
    except (ValueError, TypeError):
        return None
