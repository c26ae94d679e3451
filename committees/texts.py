"""The fingerprint of what is voted: SHA-256 over canonical JSON of title, text and actions."""

import hashlib
import json


def canonical_hash(value) -> str:
    """SHA-256 of ``value`` as JSON with sorted keys and no spaces."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def decision_hash(title: str, text: str, actions) -> str:
    """The fingerprint of a decision; ``actions`` are proposed actions or action items in order."""
    rows = [
        {
            "what": action.what,
            "due_on": action.due_on.isoformat(),
            "evidence_wanted": action.evidence_wanted,
            "cost_fen": action.cost_fen,
        }
        for action in actions
    ]
    return canonical_hash({"title": title, "text": text, "actions": rows})
