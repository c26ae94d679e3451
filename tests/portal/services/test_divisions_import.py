"""The import: idempotent, telling, refusing by line number, all or nothing."""

import gzip
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.models import Division, DivisionAlias
from portal.selectors.divisions import division_by_code, divisions_search

HEAD = "code,name,level,parent\n"
GOOD = (
    "530100000000,昆明市,2,\n"
    "530103000000,盘龙区,3,530100000000\n"
    "530103001000,拓东街道,4,530103000000\n"
    "530103001002,明通巷社区居委会,5,530103001000\n"
    "441900000000,东莞市,2,\n"
    "441900003000,东城街道,4,441900000000\n"
)


@pytest.fixture
def load(tmp_path, db):
    def run(text, *args, name="d.csv", raw=None):
        path = tmp_path / name
        data = raw if raw is not None else (HEAD + text).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        call_command("import_divisions", str(path), "--scheme", "nbs", *args)

    return run


def names() -> set[str]:
    return set(Division.objects.values_list("name", flat=True))


@pytest.mark.parametrize("name", ["d.csv", "d.csv.gz"])
def test_rows_become_a_tree(load, name):
    load(GOOD, name=name)
    community = division_by_code("nbs", "530103001002")
    assert community.parent.name == "拓东街道"
    assert community.path.startswith(community.parent.path)
    assert len(community.ancestor_ids) == 3


def test_a_city_without_counties_is_fine(load):
    load(GOOD)
    assert division_by_code("nbs", "441900003000").parent.name == "东莞市"


def test_a_second_run_changes_nothing(load):
    load(GOOD)
    before = list(Division.objects.order_by("id").values())
    load(GOOD)
    assert list(Division.objects.order_by("id").values()) == before


def test_a_rename_keeps_the_old_name_findable(load):
    load(GOOD)
    load(GOOD.replace("明通巷社区居委会", "明通社区居委会"))
    assert division_by_code("nbs", "530103001002").name == "明通社区居委会"
    assert DivisionAlias.objects.get().name == "明通巷社区居委会"


def test_a_move_takes_along_what_lies_below(load):
    load(GOOD + "530103003000,东华街道,4,530103000000\n")
    load(
        GOOD.replace(",5,530103001000", ",5,530103003000")
        + "530103003000,东华街道,4,530103000000\n"
    )
    community = division_by_code("nbs", "530103001002")
    assert community.path.startswith(division_by_code("nbs", "530103003000").path)


def test_a_dry_run_writes_nothing(load, capsys):
    load(GOOD, "--dry-run")
    assert not names()
    assert "6 to add" in capsys.readouterr().out


def test_under_takes_one_branch_and_its_ancestors(load):
    load(GOOD, "--under", "530103001000")
    assert names() == {"昆明市", "盘龙区", "拓东街道", "明通巷社区居委会"}


def test_absent_rows_are_told_and_kept(load, capsys):
    load(GOOD)
    load(GOOD.splitlines()[0] + "\n")
    assert len(names()) == 6
    assert "5 in the database but not in the file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("bad", "line", "word"),
    [
        ("530103001009,无主,5,999999\n", 8, "999999"),
        ("530103001002,又一个,5,530103001000\n", 8, "重复"),
        ("53x,坏,5,530103001000\n", 8, "53x"),
        ("530103001010,坏,9,530103001000\n", 8, "层级"),
        ("530103001010,,5,530103001000\n", 8, "名称"),
        ("530103001010,短\n", 8, "列数"),
        ("7,甲,4,8\n8,乙,4,7\n", 8, "7"),
        ("530103001011,自己,4,530103001011\n", 8, "不高于"),
    ],
)
def test_a_faulty_file_is_refused_by_line_and_nothing_is_written(load, bad, line, word):
    with pytest.raises(CommandError) as refused:
        load(GOOD + bad)
    assert f"第 {line} 行" in str(refused.value) and word in str(refused.value)
    assert not names()


def test_a_broken_encoding_names_its_line(load):
    with pytest.raises(CommandError, match="第 3 行"):
        load("", raw=(HEAD + "11,北京市,1,\n").encode() + "1101,东城区,3,11\n".encode("gbk"))


def test_a_broken_gzip_is_refused(load, tmp_path):
    (tmp_path / "x.csv.gz").write_bytes(b"not gzip")
    with pytest.raises(CommandError):
        call_command("import_divisions", str(tmp_path / "x.csv.gz"), "--scheme", "nbs")


def test_a_missing_header_is_refused(load):
    with pytest.raises(CommandError, match="表头"):
        load("", raw=b"a,b\n1,2\n")


PANLONG = Path(__file__).resolve().parents[4] / "shared" / "data" / "panlong.csv"


@pytest.mark.skipif(not PANLONG.exists(), reason=f"{PANLONG} (official data) is not here")
def test_panlongs_official_list(db, tmp_path):
    text = PANLONG.read_text(encoding="utf-8").replace(",district,530100000000,", ",district,,")
    path = tmp_path / "panlong.csv"
    path.write_text(text, encoding="utf-8")
    call_command("import_divisions", str(path), "--scheme", "nbs")
    assert Division.objects.count() == 119
    assert [row.name for row in divisions_search("明通")] == ["明通巷社区居委会"]


def test_the_planner_knows_the_size_of_the_map(load):
    """Without fresh statistics a page that lists a sub-district's communities reads every row."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps them by itself, and its test database sees no other session")
    load(GOOD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'portal_division'")
        assert cursor.fetchone()[0]
