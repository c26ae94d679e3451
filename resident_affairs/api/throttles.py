"""How often somebody may guess: by address, and by number whatever the address."""

import hashlib

from rest_framework.throttling import SimpleRateThrottle

from portal.kernel.references import reference_parse


class TrackByAddress(SimpleRateThrottle):
    """Twenty tries a minute from one address, logged in or not."""

    scope = "track"

    def get_cache_key(self, request, view):
        """One counter per address."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class TrackByNumber(SimpleRateThrottle):
    """Ten tries an hour on one number: four digits cannot be tried out."""

    scope = "track-number"
    rate = "10/hour"

    def __init__(self, reference: str):
        super().__init__()
        parsed = reference_parse(reference)
        words = str(parsed) if parsed else "none"
        self.ident = hashlib.sha256(words.encode()).hexdigest()[:24]
        self.is_number = parsed is not None

    def get_cache_key(self, request, view):
        """One counter per number."""
        if not self.is_number:
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.ident}


def is_throttled(request, reference: str) -> bool:
    """Whether this try is one too many; counts it otherwise."""
    gates = (TrackByAddress(), TrackByNumber(reference))
    return not all([gate.allow_request(request, None) for gate in gates])
