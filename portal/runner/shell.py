"""Calls to other programs: quiet while they succeed, their own words when they fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from portal.runner.places import SetupError, say

APT_OPTIONS = ("-y", "-qq", "-o=Dpkg::Use-Pty=0", "--no-install-recommends")


def call(command: Sequence[object], what: str, **options) -> None:
    """Run to the end; if it fails, show what it said and stop."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        **options,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise SetupError(f"{what} failed (exit {done.returncode}): {' '.join(words[:4])} …")


def works(command: Sequence[object], **options) -> bool:
    """Whether the program is there and ends well."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **options,
        )
    except OSError:
        return False
    return done.returncode == 0


def as_root() -> list[str] | None:
    """The words to put before a command to be root: none, sudo, or None when neither works."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and (works(["sudo", "-n", "true"]) or sys.stdin.isatty()):
        return ["sudo"]
    return None


def apt_install(*packages: str) -> bool:
    """Install Debian packages when this is Debian and we may; tell whether it worked."""
    sudo = as_root()
    if sudo is None or not shutil.which("apt-get"):
        return False
    say(f"installing {', '.join(packages)} with apt-get")
    env = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*env, "install", *APT_OPTIONS, *packages]
    if works(install):
        return True
    return works([*env, "update", "-qq"]) and works(install)
