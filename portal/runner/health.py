"""The container's own question: does the web server answer /healthz?"""

import os
import sys
import urllib.error
import urllib.request


def host_header(allowed: str) -> str:
    """A host name that the site accepts: the first of ALLOWED_HOSTS."""
    first = next((host.strip() for host in allowed.split(",") if host.strip()), "localhost")
    return "localhost" if first == "*" else first.lstrip(".")


def is_healthy(port: str) -> bool:
    """Whether /healthz says 200."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/healthz",
        headers={
            "Host": host_header(os.environ.get("ALLOWED_HOSTS", "")),
            "X-Forwarded-Proto": "https",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(not is_healthy(os.environ.get("PORT") or "8000"))
