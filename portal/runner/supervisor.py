"""A small supervisor: children in their own groups, brought back when they fall, all stopped."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from portal.runner.places import say

GRACE_SECONDS = 10
RESTARTS_ALLOWED = 5  # within RESTART_WINDOW seconds; more means that it cannot run here
RESTART_WINDOW = 60
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(death: int = signal.SIGTERM) -> Callable[[], None]:
    """For ``preexec_fn``: the child gets this signal even if the runner is killed outright."""

    def arrange() -> None:
        if _LIBC:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(death), 0, 0, 0)

    return arrange


def start(command: list[str], **options) -> subprocess.Popen:
    """Start a child in a group of its own, so that Ctrl-C reaches it through us alone."""
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("preexec_fn", die_with_parent())
    return subprocess.Popen(command, start_new_session=True, **options)


def signal_group(process: subprocess.Popen, number: int) -> None:
    """Send a signal to a child and all its children, if any is left."""
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass


def stop(*processes: subprocess.Popen, first: int = signal.SIGTERM, grace=GRACE_SECONDS) -> None:
    """Ask the children to end, wait, then end them and whatever they left."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(first)
    end = time.monotonic() + grace
    for process in processes:
        try:
            process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        signal_group(process, signal.SIGKILL)
        process.wait()


@dataclass
class Child:
    """One program that has to be up."""

    name: str
    command: list[str]
    env: dict[str, str]
    process: subprocess.Popen | None = None
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it, or start it again."""
        self.process = start(self.command, env=self.env)

    def is_up(self) -> bool:
        """Whether its process still runs."""
        return self.process is not None and self.process.poll() is None

    def may_restart(self) -> bool:
        """Note a fall; false when it falls too often to be brought back."""
        now = time.monotonic()
        self.falls = [fall for fall in self.falls if now - fall < RESTART_WINDOW] + [now]
        return len(self.falls) <= RESTARTS_ALLOWED


class Supervisor:
    """Runs the children until told to stop or until one cannot be kept up."""

    def __init__(self, children: list[Child]):
        self.children = children
        self.stopping = False
        self.exit_code = 0

    def ask_to_stop(self, *_signal) -> None:
        """The handler of Ctrl-C and TERM."""
        self.stopping = True

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        for child in self.children:
            child.start()
        return self

    def __exit__(self, *_error) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave orphans
        say("stopping")
        stop(*[child.process for child in self.children if child.process])

    def watch(self) -> int:
        """Bring fallen children back; return the exit code when it is over."""
        while not self.stopping:
            for child in self.children:
                if not child.is_up():
                    self._fallen(child)
            time.sleep(0.3)
        return self.exit_code

    def _fallen(self, child: Child) -> None:
        code = child.process.returncode if child.process else "?"
        if child.process:
            signal_group(child.process, signal.SIGKILL)  # workers of a killed master
        if child.may_restart():
            say(f"{child.name} ended (exit {code}); starting it again")
            time.sleep(0.5)
            child.start()
        else:
            say(f"{child.name} keeps ending (exit {code}); giving up")
            self.exit_code, self.stopping = 1, True
