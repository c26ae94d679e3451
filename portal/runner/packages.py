"""The virtual environment and the pinned Python packages in it."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from portal.runner import stamps
from portal.runner.places import BIN, PYTHON, ROOT, VENV, SetupError, say
from portal.runner.shell import apt_install, call, works

RUNTIME = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"
UV = "uv==0.13.9"
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
UV_CONFIGS = ("~/.config/uv/uv.toml", "/etc/uv/uv.toml", "/etc/xdg/uv/uv.toml")


def has_ensurepip() -> bool:
    """Debian ships Python without it until python3-venv is installed."""
    return importlib.util.find_spec("ensurepip") is not None


def venv_command() -> str:
    """The one command to type where the runner may not install Debian packages itself."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"sudo apt-get install -y python{version}-venv"


def _make_venv() -> None:
    """A virtual environment with pip; without python3-venv, by whatever the machine offers."""
    say("making the virtual environment .venv")
    fresh = ["--clear"] if VENV.exists() and not works([PYTHON, "-c", ""]) else []
    make = [sys.executable, "-m", "venv", *fresh, VENV]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not has_ensurepip() and not shutil.which("uv") and not _has_modern_pip():
        if not (apt_install(f"python{version}-venv") or apt_install("python3-venv")):
            raise SetupError(f"Python's venv module is incomplete here. Type:  {venv_command()}")
    if works([sys.executable, "-c", "import ensurepip"]):
        return call(make, "making .venv")
    return call([*make, "--without-pip"], "making .venv")


def _has_modern_pip() -> bool:
    """A pip of the machine that can install into another Python (22.3 and later)."""
    return works([sys.executable, "-m", "pip", "--python", sys.executable, "--version"])


def _get_uv() -> None:
    """uv inside the virtual environment, asked for through the user's own pip settings."""
    if (BIN / "uv").exists():
        return
    if shutil.which("uv") and not (BIN / "pip").exists():
        call(["uv", "pip", "install", "-q", "--python", PYTHON, "pip", UV], "installing uv")
        return
    own = works([PYTHON, "-m", "pip", "--version"])
    pip = [PYTHON, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", PYTHON]
    call([*pip, "install", "-q", "--disable-pip-version-check", UV], "installing uv")


def _pip_settings() -> dict[str, str]:
    """What the user told pip (mirror, certificate), as uv wants to hear it."""
    told_uv = any(name.startswith("UV_") for name in os.environ)
    if told_uv or any(Path(name).expanduser().exists() for name in UV_CONFIGS):
        return {}
    done = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    settings: dict[str, str] = {}
    for line in done.stdout.splitlines():
        key, _, value = line.partition("=")
        name = PIP_TO_UV.get(key.rpartition(".")[2])
        if name and name not in os.environ:
            settings[name] = value.strip().strip("'\"").replace("\\n", " ").strip()
    if settings.keys() & {"UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS"}:
        settings["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # pip looks into all indexes too
    return settings


def install(*what: str) -> None:
    """Install by uv, with pip's settings; where uv cannot, by pip itself."""
    env = {**os.environ, **_pip_settings(), "UV_NO_PROGRESS": "1"}
    by_uv = [BIN / "uv", "pip", "install", "-q", "--python", PYTHON, *what]
    if works(by_uv, env=env, cwd=ROOT):
        return
    if not works([PYTHON, "-m", "pip", "--version"]):
        call(by_uv, "installing Python packages", env=env, cwd=ROOT)
    say("uv could not install the packages; trying pip")
    call([PYTHON, "-m", "pip", "install", "-q", *what], "installing Python packages", cwd=ROOT)


def ensure(*, tests: bool = False) -> None:
    """The virtual environment with everything that the requirement files pin."""
    if not works([PYTHON, "-c", ""]) or not (BIN / "uv").exists():
        _make_venv()
        _get_uv()
    version = json.dumps(sys.version_info[:3])
    for name, file in {"runtime": RUNTIME, **({"tests": TESTS} if tests else {})}.items():
        stamp, value = VENV / f".yixing-{name}", stamps.digest([RUNTIME, file], salt=version)
        if not stamps.is_fresh(stamp, value):
            say(f"installing {file.relative_to(ROOT)}")
            install("-r", str(file))
            stamps.leave(stamp, value)
