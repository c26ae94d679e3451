"""The runner's promises: ports, vendor files, no host names, documented settings, children."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.runner import catalogues, frontend, health, locks, packages, places, ports, stamps
from portal.runner.supervisor import Child, Supervisor, start, stop
from tests.services import steps

ROOT = places.ROOT
ENVIRONMENT_CALL = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
HOSTS = ("npmjs" + ".org", "pypi" + ".org", "pythonhosted" + ".org", "yarnpkg" + ".com")
HOSTS += ("deb.debian" + ".org", "npmmirror" + ".com", "tuna.tsinghua" + ".edu")


# --- ports


def test_a_taken_port_is_a_clear_message_with_a_free_one():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(places.SetupError) as refused:
            ports.demand_free("127.0.0.1", port)
    text = str(refused.value)
    assert f"Port {port} on 127.0.0.1 is taken; nothing was started" in text
    assert re.search(r"PORT=\d+ \./run", text)


def test_a_free_port_is_accepted():
    ports.demand_free("127.0.0.1", ports.free_port())


def test_a_host_that_is_not_ours_is_named():
    with pytest.raises(places.SetupError, match=r"HOST=192\.0\.2\.1 is not an address"):
        ports.demand_free("192.0.2.1", 8000)


@pytest.mark.parametrize("given", ["eight", "0", "65536", "-1", "80 80"])
def test_a_senseless_port_is_refused(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(places.SetupError, match="PORT must be a number"):
        ports.address()


def test_host_and_port_are_honoured(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert ports.address() == ("0.0.0.0", 8123)


# --- front-end packages


def test_every_package_of_the_vendor_list_is_locked():
    locked = json.loads(frontend.LOCK.read_text())["packages"]
    for source in frontend.listed("vendor").values():
        assert f"node_modules/{source.split('/')[0]}" in locked, source


def test_the_lock_file_pins_and_names_no_host():
    lock = json.loads(frontend.LOCK.read_text())
    wanted = json.loads(frontend.MANIFEST.read_text())["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert not any("resolved" in package for package in lock["packages"].values())


def test_templates_ask_only_for_vendor_files_that_are_listed():
    asked = set()
    for template in (ROOT / "templates").rglob("*.html"):
        asked |= set(re.findall(r"vendor/([\w./-]+)", template.read_text()))
    assert asked <= {*frontend.listed("vendor"), frontend.SPRITE}


def test_copying_drops_the_mention_of_source_maps(tmp_path):
    modules, vendor = tmp_path / "modules", tmp_path / "vendor"
    for name in frontend.listed("icons"):
        drawing = modules / "bootstrap-icons" / "icons" / f"{name}.svg"
        drawing.parent.mkdir(parents=True, exist_ok=True)
        drawing.write_text('<svg class="bi">\n  <path d="M1 1"/>\n</svg>')
    for source in frontend.listed("vendor").values():
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_text("a{}\n/*# sourceMappingURL=bootstrap.min.css.map */")
    (modules / "unlisted.js").write_text("never served")
    frontend.copy_vendor(modules, vendor)
    copied = {str(file.relative_to(vendor)) for file in vendor.rglob("*") if file.is_file()}
    assert copied == {*frontend.listed("vendor"), frontend.SPRITE}
    sprite = (vendor / frontend.SPRITE).read_text()
    assert '<symbol id="house" viewBox="0 0 16 16"><path d="M1 1"/></symbol>' in sprite
    assert (vendor / "bootstrap/bootstrap.min.css").read_text() == "a{}\n"


def test_a_listed_file_that_npm_did_not_bring_is_named(tmp_path):
    with pytest.raises(places.SetupError, match="npm did not bring it"):
        frontend.copy_vendor(tmp_path, tmp_path / "vendor")


# --- files of the project


def committed_files() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_no_database_is_committed():
    if not (ROOT / ".git").exists():
        pytest.fail("git cannot say which files are kept: this is no git checkout")
    assert [file.name for file in committed_files() if ".sqlite3" in file.name] == []


def hosts_in(text: str) -> list[str]:
    """Registry hosts named in a text; the link to a packages' page in prose counts too."""
    return [host for host in HOSTS if host in text]


def test_no_committed_file_names_a_registry_host():
    if not (ROOT / ".git").exists():
        pytest.fail("git cannot say which files are kept: this is no git checkout")
    guilty = {
        str(file.relative_to(ROOT)): found
        for file in committed_files()
        if (found := hosts_in(file.read_text(encoding="utf-8", errors="ignore")))
    }
    assert guilty == {}


def test_a_registry_host_would_be_noticed():
    assert hosts_in("--index-url https://" + HOSTS[1] + "/simple") == [HOSTS[1]]


def read_variables() -> set[str]:
    return set(ENVIRONMENT_CALL.findall((ROOT / "portal/config/env.py").read_text()))


def test_every_variable_of_the_settings_is_in_the_example_and_in_the_table():
    variables = read_variables()
    assert {"SECRET_KEY", "DATABASE_URL"} <= variables
    example = (ROOT / ".env.example").read_text()
    table = (ROOT / "docs/operations.md").read_text()
    assert {name for name in variables if not re.search(rf"^#? ?{name}=", example, re.M)} == set()
    assert {name for name in variables if f"`{name}`" not in table} == set()


def test_only_the_environment_file_reads_the_environment():
    rooms = [ROOT / name for name in ("resident_affairs", "committees", "workstations", "portal")]
    readers = {
        str(file.relative_to(ROOT))
        for room in rooms
        for file in room.rglob("*.py")
        if re.search(r"os\.environ\b(?!\.setdefault\(\"DJANGO)|os\.getenv", file.read_text())
    }
    assert {name for name in readers if not name.startswith("portal/runner/")} == set()


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_pinned_and_free_of_addresses(name):
    lines = [line for line in (ROOT / name).read_text().splitlines() if line[:1] not in {"#", ""}]
    for line in lines:
        assert re.fullmatch(r"(-r \.\./requirements\.txt|[a-z0-9-]+==\S+( ; .+)?)", line), line
    assert not any(line.startswith("psycopg==") for line in lines)


# --- stamps, key, translations


def test_a_stamp_is_fresh_only_for_the_same_content(tmp_path):
    file, stamp = tmp_path / "a.txt", tmp_path / "stamp"
    file.write_text("one")
    stamps.leave(stamp, stamps.digest([file]))
    assert stamps.is_fresh(stamp, stamps.digest([file]))
    file.write_text("two")
    assert not stamps.is_fresh(stamp, stamps.digest([file]))
    assert not stamps.is_fresh(tmp_path / "never", stamps.digest([file]))


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    key = places.secret_key(tmp_path)
    assert len(key) >= 50
    assert places.secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_given_secret_key_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("YIXING_VAR", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "given")
    assert places.child_env()["SECRET_KEY"] == "given"
    assert not (tmp_path / "secret_key").exists()


def test_catalogues_compile_once_and_leave_fuzzy_entries_out(tmp_path):
    po = tmp_path / "locale/en/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po.write_text(head + 'msgid "议"\nmsgstr "deliberate"\n\n#, fuzzy\nmsgid "行"\nmsgstr "row"\n')
    assert catalogues.compile_all(tmp_path) == 1
    compiled = po.with_suffix(".mo").read_bytes()
    assert b"deliberate" in compiled
    assert b"row" not in compiled
    assert catalogues.compile_all(tmp_path) == 0


def test_without_ensurepip_the_command_to_type_is_named():
    assert re.fullmatch(r"sudo apt-get install -y python3\.\d+-venv", packages.venv_command())


@pytest.mark.parametrize(
    ("allowed", "host"),
    [("", "localhost"), ("a.example,b.example", "a.example"), (".example", "example")],
)
def test_the_health_check_asks_by_a_name_that_the_site_accepts(allowed, host):
    assert health.host_header(allowed) == host


# --- children


def test_two_runners_do_not_serve_from_one_folder(tmp_path):
    lock = tmp_path / "serve.lock"
    with locks.only_one(lock):
        with pytest.raises(places.SetupError, match="already serves"), locks.only_one(lock):
            pytest.fail("the second runner got in")
    with locks.only_one(lock):
        pass


def test_a_child_and_its_children_are_stopped():
    script = (
        "import subprocess, time; child = subprocess.Popen(['sleep', '60']);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    process = start([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    grandchild = int(process.stdout.readline())
    stop(process, grace=5)
    assert process.returncode == -signal.SIGTERM
    time.sleep(0.2)
    state = Path(f"/proc/{grandchild}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_deaf_child_is_killed():
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print(1, flush=True); time.sleep(60)"
    )
    process = start([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    process.stdout.readline()
    stop(process, grace=0.3)
    assert process.returncode == -signal.SIGKILL


def test_a_child_that_keeps_falling_ends_the_run(monkeypatch, capsys):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    supervisor = Supervisor([Child("web", ["false"], {})])
    assert supervisor.watch() == 1
    assert "web keeps ending" in capsys.readouterr().out


def test_the_summary_ends_with_the_closing_lines_of_pytest():
    done = [
        steps.Step("ruff check", 1, 0.1, "x"),
        steps.Step("pytest on SQLite", 0, 9, "== 3 ok =="),
    ]
    lines = steps.summary(done).splitlines()
    assert any(line.startswith("FAILED  ruff check") for line in lines)
    assert lines[-1] == "== 3 ok =="
