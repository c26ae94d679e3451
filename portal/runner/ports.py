"""Ports: is it free, which one is, and what to say when it is not."""

import os
import socket
import time

from portal.runner.places import SetupError

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def address() -> tuple[str, int]:
    """HOST and PORT of the web server; loopback unless told otherwise."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 1 <= int(given) <= 65535:
        raise SetupError(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return os.environ.get("HOST") or "127.0.0.1", int(given)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody holds now."""
    with socket.socket(_family(host)) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def demand_free(host: str, port: int) -> None:
    """Stop with a clear message unless the address can be had."""
    try:
        with socket.socket(_family(host)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError as error:
        raise SetupError(
            f"Port {port} needs root. Choose one above 1023:  PORT=8000 ./run"
        ) from error
    except socket.gaierror as error:
        raise SetupError(f"HOST={host} is not an address of this machine.") from error
    except OSError as error:
        if error.errno == 99:
            raise SetupError(f"HOST={host} is not an address of this machine.") from error
        raise SetupError(
            f"Port {port} on {host} is taken; nothing was started. Stop the program that holds it,"
            f" or choose another port:  PORT={free_port(host)} ./run"
        ) from error


def answers(host: str, port: int, seconds: float = 0.5) -> bool:
    """Whether somebody accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=seconds):
            return True
    except OSError:
        return False


def wait_until_answers(host: str, port: int, *, seconds: float, alive) -> bool:
    """Wait for the server; give up when it is no longer alive or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and alive():
        if answers(host, port):
            return True
        time.sleep(0.1)
    return False
