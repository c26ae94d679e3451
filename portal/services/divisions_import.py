"""Importing official divisions: read, check, compare, write; all or nothing."""

import csv
import gzip
import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.kernel.search import bigrams
from portal.models import Division, Kind, Level
from portal.services.bulk import BulkTable
from portal.services.divisions import division_move, division_rename

MAX_ERRORS = 20
CHUNK = 20_000
NO_PARENT = -1
CODE = re.compile(r"[1-9]\d{1,14}")
LEVELS = {
    "province": Level.PROVINCE,
    "prefecture": Level.PREFECTURE,
    "county": Level.DISTRICT,
    "district": Level.DISTRICT,
    "township": Level.SUBDISTRICT,
    "subdistrict": Level.SUBDISTRICT,
    "community": Level.COMMUNITY,
    "village": Level.COMMUNITY,
} | {str(level.value): level for level in Level if level <= Level.COMMUNITY}


class ImportRefused(RuleViolated):
    """The file is wrong; ``problems`` holds up to 20 sentences, each with its line number."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems), code="import")
        self.problems = problems


@dataclass
class Table:
    """The file in columns: a national list of 663,128 rows stays below 200 MB."""

    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    levels: bytearray = field(default_factory=bytearray)
    lines: array = field(default_factory=lambda: array("l"))
    parent_codes: list[str] = field(default_factory=list)
    parents: array = field(default_factory=lambda: array("l"))
    index: dict[str, int] = field(default_factory=dict)


@dataclass
class Plan:
    """What the import would change. Indexes into the table; ``ids`` 0 = not in the database."""

    table: Table
    ids: array
    outside: dict[str, tuple[int, str]]
    added: list[int] = field(default_factory=list)
    renamed: list[tuple[int, str, str]] = field(default_factory=list)
    moved: list[tuple[int, str]] = field(default_factory=list)
    missing: list[tuple[int, str, str]] = field(default_factory=list)

    def summary(self) -> dict[str, int]:
        """Counts for the person at the keyboard."""
        return {
            "rows": len(self.table.codes),
            "added": len(self.added),
            "renamed": len(self.renamed),
            "moved": len(self.moved),
            "missing": len(self.missing),
        }


def _lines(path: Path) -> Iterator[str]:
    """The file's lines as text; a broken encoding names its line."""
    opener = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opener(path, "rb") as source:
            for number, raw in enumerate(source, 1):
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise ImportRefused([_("第 %(n)s 行：不是 UTF-8 编码。") % {"n": number}]) from error
    except (OSError, EOFError) as error:
        raise ImportRefused([_("文件读不出来：%(why)s") % {"why": error}]) from error


def table_read(path: Path) -> Table:
    """Read and check the file by itself. Raises ImportRefused."""
    table, problems = Table(), []
    reader = csv.reader(_lines(path))
    header = [name.strip().lower() for name in next(reader, [])]
    wanted = ("code", "name", "level", "parent")
    if not set(wanted) <= set(header):
        raise ImportRefused([_("第 1 行：表头要有 code,name,level,parent。")])
    places = [header.index(name) for name in wanted]
    for row in reader:
        if not row:
            continue
        problem = _row_take(table, row, places, reader.line_num)
        if problem:
            problems.append(_("第 %(n)s 行：%(what)s") % {"n": reader.line_num, "what": problem})
            if len(problems) >= MAX_ERRORS:
                break
    if problems:
        raise ImportRefused(problems)
    return table


def _row_take(table: Table, row: list[str], places: list[int], line: int) -> str:
    """Add one row, or say what is wrong with it."""
    if len(row) <= max(places):
        return _("列数不够。")
    code, name, level_name, parent = (row[place].strip() for place in places)
    level = LEVELS.get(level_name.lower())
    if not CODE.fullmatch(code):
        return _("代码“%(code)s”不是 2–15 位数字。") % {"code": code[:20]}
    if code in table.index:
        first = table.lines[table.index[code]]
        return _("代码 %(code)s 与第 %(first)s 行重复。") % {"code": code, "first": first}
    if level is None:
        return _("层级“%(level)s”不认识。") % {"level": level_name[:20]}
    if not name or len(name) > 80 or "\x00" in name:
        return _("名称是空的或太长。")
    table.index[code] = len(table.codes)
    table.codes.append(code)
    table.names.append(name)
    table.levels.append(level)
    table.lines.append(line)
    # Parents mostly stand before their children: share the one string.
    above = table.index.get(parent)
    table.parent_codes.append(parent if above is None else table.codes[above])
    return ""


def _existing(scheme: str) -> Iterator[tuple]:
    rows = Division.objects.filter(scheme=scheme, valid_to__isnull=True)
    return rows.values_list("code", "id", "name", "level", "parent__code", "path").iterator(
        chunk_size=CHUNK
    )


def plan_make(table: Table, scheme: str, under: str | None) -> Plan:
    """Resolve parents and compare with what is there. Raises ImportRefused."""
    plan = Plan(table, array("l", [0]) * len(table.codes), {})
    keep = _subtree(table, under) if under else None
    for code, pk, name, level, parent, path in _existing(scheme):
        at = table.index.get(code)
        if at is None:
            plan.outside[code] = (pk, path)
            if keep is None or f"/{under}" in path:
                plan.missing.append((pk, code, name))
            continue
        plan.ids[at] = pk
        if keep is not None and not keep[at]:
            continue
        if table.names[at] != name:
            plan.renamed.append((at, name, table.names[at]))
        if (table.parent_codes[at] or None) != parent or table.levels[at] != level:
            plan.moved.append((at, parent or ""))
    if under:
        plan.missing = []
    _resolve(plan)
    rows = range(len(table.codes))
    plan.added = [at for at in rows if not plan.ids[at] and (keep is None or keep[at])]
    plan.added.sort(key=lambda at: table.levels[at])
    return plan


def _subtree(table: Table, under: str) -> bytearray:
    """1 for each row that is ``under``, lies below it, or is one of its ancestors."""
    if under not in table.index:
        raise ImportRefused([_("文件里没有 %(code)s。") % {"code": under}])
    keep = bytearray(len(table.codes))
    order = sorted(range(len(table.codes)), key=lambda at: table.levels[at])
    keep[table.index[under]] = 1
    for at in order:
        above = table.index.get(table.parent_codes[at])
        if above is not None and keep[above]:
            keep[at] = 1
    above = table.index.get(table.parent_codes[table.index[under]])
    while above is not None:
        keep[above] = 1
        above = table.index.get(table.parent_codes[above])
    return keep


def _resolve(plan: Plan) -> None:
    """Find each row's parent; refuse orphans, cycles and levels that do not descend."""
    table, problems = plan.table, []
    for at, parent in enumerate(table.parent_codes):
        above = table.index.get(parent, NO_PARENT) if parent else NO_PARENT
        table.parents.append(above)
        line = {"n": table.lines[at], "code": parent[:20]}
        if parent and above == NO_PARENT and parent not in plan.outside:
            problems.append(_("第 %(n)s 行：上级 %(code)s 不存在。") % line)
        elif above != NO_PARENT and table.levels[above] >= table.levels[at]:
            problems.append(_("第 %(n)s 行：上级 %(code)s 的层级不高于本级（或成环）。") % line)
        if len(problems) >= MAX_ERRORS:
            break
    if problems:
        raise ImportRefused(problems)


@transaction.atomic
def plan_apply(
    plan: Plan,
    scheme: str,
    *,
    on: date | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, int]:
    """Write the plan: new rows in bulk, renames and moves one by one. All or nothing."""
    on = on or clock.today()
    _write_added(plan, scheme, on, progress)
    for at, _old, new in plan.renamed:
        division = Division.objects.get(pk=plan.ids[at])
        division_rename(actor=None, division=division, name=new, on=on)
    for at, _old in plan.moved:
        _move(plan, at)
    _statistics_renew()
    return plan.summary()


def _statistics_renew() -> None:
    """The planner, told that the map is small, reads 600,000 rows to find a dozen."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE portal_division")


def _move(plan: Plan, at: int) -> None:
    """Bring level and parent of an existing row in line with the file."""
    division = Division.objects.get(pk=plan.ids[at])
    if division.level != plan.table.levels[at]:
        division.level = plan.table.levels[at]
        division.save(update_fields=["level"])
    above = plan.table.parents[at]
    code = plan.table.parent_codes[at]
    parent_id = plan.ids[above] if above != NO_PARENT else plan.outside.get(code, (None, ""))[0]
    if parent_id and parent_id != division.parent_id:
        parent = Division.objects.get(pk=parent_id)
        division_move(actor=None, division=division, parent=parent)


def _write_added(plan: Plan, scheme: str, on: date, progress) -> None:
    table, bulk = plan.table, BulkTable(Division)
    paths: dict[int, str] = {}
    known = dict(
        Division.objects.filter(scheme=scheme, valid_to__isnull=True, level__lt=Level.COMMUNITY)
        .values_list("id", "path")
        .iterator(chunk_size=CHUNK)
    )
    for done, at in enumerate(plan.added, 1):
        parent_id, above_path = _parent_of(plan, at, paths, known)
        plan.ids[at] = pk = bulk.next_id
        bulk.next_id += 1
        path = f"{above_path}{pk}/"
        if table.levels[at] < Level.COMMUNITY:
            paths[at] = path
        bulk.add(_row(table, at, scheme, on) | {"id": pk, "parent_id": parent_id, "path": path})
        if done % CHUNK == 0:
            bulk.flush()
            progress(done, len(plan.added))
    bulk.flush()
    bulk.settle_sequence()
    progress(len(plan.added), len(plan.added))


def _parent_of(plan: Plan, at: int, paths: dict, known: dict) -> tuple[int | None, str]:
    """(id, path) of the parent of row ``at``."""
    above = plan.table.parents[at]
    if above != NO_PARENT:
        pk = plan.ids[above]
        return pk, paths.get(above) or known[pk]
    code = plan.table.parent_codes[at]
    return plan.outside[code] if code else (None, "/")


def _row(table: Table, at: int, scheme: str, on: date) -> dict:
    name = table.names[at]
    kind = Kind.OTHER
    if table.levels[at] == Level.COMMUNITY:
        kind = Kind.VILLAGE if name.endswith("村委会") else Kind.COMMUNITY
    return {
        "scheme": scheme,
        "code": table.codes[at],
        "level": table.levels[at],
        "name": name,
        "kind": kind,
        "valid_from": on,
        "search_bigrams": bigrams(name),
    }
