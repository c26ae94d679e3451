"""Chromium for the browser tests: the machine's, else Debian's."""

import shutil

from portal.runner.shell import apt_install, works

NAMES = ("chromium", "chromium-browser", "google-chrome")
HAN_FONT = ["fc-list", "-q", ":lang=zh-cn"]


def _found() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def path() -> str | None:
    """The browser's path, or None where it can neither be found nor installed."""
    if not _found():
        apt_install("chromium", "fonts-noto-cjk")
    elif shutil.which("fc-list") and not works(HAN_FONT):
        apt_install("fonts-noto-cjk")
    return _found()
