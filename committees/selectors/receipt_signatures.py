"""The portal's own signature under a receipt, for anybody to verify (RELIABILITY 3, step 10).

The Ed25519 key is derived from the installation's secret and stands nowhere of itself; what was
signed under an older secret still verifies while that one is among the fallbacks.
"""

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from committees import sealing
from committees.models import SealedVote

PURPOSE = b"committees.sealed.receipt.ed25519"
SEED = 32  # bytes of an Ed25519 private key


@lru_cache(maxsize=8)
def _private(secret: str) -> Ed25519PrivateKey:
    derive = HKDF(algorithm=SHA256(), length=SEED, salt=None, info=PURPOSE)
    return Ed25519PrivateKey.from_private_bytes(derive.derive(secret.encode()))


def _public(secret: str) -> str:
    return _private(secret).public_key().public_bytes_raw().hex()


def receipt_key() -> str:
    """The public half that receipts are signed under now: 64 hex digits."""
    return _public(settings.SECRET_KEY)


def receipt_keys() -> list[str]:
    """Every public key that still holds: the one in use first, then those of older secrets."""
    return [_public(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def receipt_signature(vote: SealedVote, receipt: str) -> str:
    """Ed25519 under the receipt and the vote it belongs to: 128 hex digits."""
    message = sealing.receipt_message(vote.frozen_hash, receipt)
    return _private(settings.SECRET_KEY).sign(message).hex()


def receipt_is_ours(vote: SealedVote, receipt: str, signature: str) -> bool:
    """Whether this portal gave the receipt out for this vote; blanks and case do not matter."""
    return any(
        sealing.receipt_verify(key, vote.frozen_hash, receipt, signature) for key in receipt_keys()
    )
