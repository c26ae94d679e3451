"""Steps of ./run test: each runs to its end, and the closing lines are shown together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from portal.runner import supervisor
from portal.runner.places import ROOT

RULE = "─" * 72
NOTHING_COLLECTED = 5


@dataclass
class Step:
    """One check and how it went."""

    name: str
    code: int
    seconds: float
    closing: str = ""

    def line(self) -> str:
        """One line of the summary."""
        verdict = "ok    " if self.code == 0 else "FAILED"
        return f"{verdict}  {self.name:<32} {self.seconds:6.1f} s"


def run(name: str, command: Sequence[object], env: dict[str, str]) -> Step:
    """Run one step in a group of its own, echo what it says, keep its last line."""
    print(f"\n{RULE}\n{name}\n{RULE}", flush=True)
    began = time.monotonic()
    process = supervisor.start(
        [str(word) for word in command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    tail = b""
    try:
        while chunk := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.flush()
            tail = (tail + chunk)[-4000:]
        code = process.wait()
    finally:
        supervisor.stop(process, first=signal.SIGINT)
    lines = tail.decode(errors="replace").strip().splitlines()
    return Step(name, code, time.monotonic() - began, lines[-1] if lines else "")


def summary(steps: Sequence[Step]) -> str:
    """All verdicts, then the closing lines of pytest word for word."""
    closing = [step.closing for step in steps if step.name.startswith("pytest") and step.closing]
    return "\n".join(["", RULE, *[step.line() for step in steps], RULE, *closing])
