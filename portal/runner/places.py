"""Where things lie, and the environment handed to every child of the runner."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
ACCOUNTS = "demo_accounts.txt"
CALLED_FROM = Path(os.environ.get("YIXING_CALLED_FROM", ROOT))


class SetupError(Exception):
    """The runner cannot go on; its text tells the person at the terminal what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    print(f"· {text}", flush=True)


def var() -> Path:
    """The folder of everything that is made at run time; not in git."""
    folder = Path(os.environ.get("YIXING_VAR") or ROOT / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The installation's own key: made once, readable by its owner only."""
    file = folder / "secret_key"
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


def child_env(**more: str) -> dict[str, str]:
    """The caller's environment, the virtual environment first on PATH, and what is still unset."""
    env = {**os.environ, **more}
    env.pop("YIXING_CALLED_FROM", None)
    folder = Path(env.setdefault("YIXING_VAR", str(var())))
    folder.mkdir(parents=True, exist_ok=True)
    env["PATH"] = f"{BIN}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["VIRTUAL_ENV"] = str(VENV)
    env["PYTHONPATH"] = str(ROOT)
    env["DJANGO_SETTINGS_MODULE"] = "portal.config.settings"
    env["PYTHONUNBUFFERED"] = "1"
    if not env.get("SECRET_KEY"):
        env["SECRET_KEY"] = secret_key(folder)
    return env
