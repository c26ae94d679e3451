"""Sealed ballots: sealing, splitting the key, opening (RELIABILITY 3, option D). No Django.

This one file is also the offline opening tool, for a computer without a network:

    pip install cryptography pycryptodome
    python sealing.py keygen --out FOLDER
    python sealing.py trial --ballot FILE --share FILE --share FILE --share FILE
    python sealing.py open --ballots FILE --share FILE --share FILE --share FILE --out FILE
    python sealing.py check --key HEX --rules HEX --receipt HEX --signature HEX

A ballot is sealed by HPKE (RFC 9180: DHKEM P-256, HKDF-SHA256, AES-256-GCM) to one public key
whose seed is split among five trustees, any three of whom can open. All plaintexts, and so all
ciphertexts, have the same length. What is opened is given out sorted for each question, so that no
choice can be followed back to a ciphertext, and no two answers of one ballot can be put together.
"""

import argparse
import hashlib
import json
import secrets
import sys
from pathlib import Path

from Crypto.Protocol.SecretSharing import Shamir
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 256  # bytes of every plaintext
NEEDED, TRUSTEES = 3, 5
SEED = 16  # bytes; what Shamir's scheme of the library splits
SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
POINT = 65  # bytes of a public key: 4, x, y
SEALED = POINT + SIZE + 16  # encapsulated key, plaintext, tag
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256


def ballot_pack(choices: list[list[int]]) -> bytes:
    """``choices`` (the options chosen, a list for each question) as ``SIZE`` bytes. ValueError."""
    text = json.dumps(choices, separators=(",", ":")).encode()
    if len(text) > SIZE - 2:
        raise ValueError("the ballot is too long")
    return len(text).to_bytes(2, "big") + text + bytes(SIZE - 2 - len(text))


def ballot_unpack(data: bytes, limits: list[list[int]]) -> list[list[int]] | None:
    """The choices, or None for what is no ballot on these questions; ``limits`` says of each
    question how many options it has, and the fewest and the most that may be chosen."""
    length = int.from_bytes(data[:2], "big")
    if len(data) != SIZE or length > SIZE - 2 or any(data[2 + length :]):
        return None
    try:
        choices = json.loads(data[2 : 2 + length])
    except ValueError:
        return None
    if not isinstance(choices, list) or len(choices) != len(limits):
        return None
    if not all(is_choice(one, *limit) for one, limit in zip(choices, limits, strict=True)):
        return None
    return [sorted(chosen) for chosen in choices]


def is_choice(chosen, size: int, least: int, most: int) -> bool:
    """Whether ``chosen`` may be chosen of ``size`` options."""
    if not isinstance(chosen, list) or any(type(one) is not int for one in chosen):
        return False
    if len(set(chosen)) != len(chosen) or not all(0 <= one < size for one in chosen):
        return False
    return least <= len(chosen) <= most


def info_of(vote: str, rules_hash: str) -> bytes:
    """What a ciphertext is bound to: one vote and its frozen rules."""
    return f"yixing-sealed-1|{vote}|{rules_hash}".encode()


def receipt_of(ciphertext: bytes) -> str:
    """SHA-256 of a ciphertext: proves that it was recorded, never what is in it."""
    return hashlib.sha256(ciphertext).hexdigest()


def root_of(receipts: list[str]) -> str:
    """SHA-256 of the sorted receipts, one a line."""
    return hashlib.sha256("\n".join(sorted(receipts)).encode()).hexdigest()


def key_of(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """The private key of a seed of ``SEED`` bytes; 48 bytes leave no bias worth the name."""
    kdf = HKDF(hashes.SHA256(), 48, salt=None, info=b"yixing-sealed-1 key")
    number = int.from_bytes(kdf.derive(seed), "big") % (ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def public_of(seed: bytes) -> str:
    """The public key in hex: an uncompressed point."""
    key = key_of(seed).public_key()
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(serialization.Encoding.X962, form).hex()


def public_read(public: str) -> ec.EllipticCurvePublicKey:
    """The public key of its hex form. ValueError for what is no point of the curve."""
    data = bytes.fromhex(public)
    if len(data) != POINT:
        raise ValueError("a public key is an uncompressed point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)


def fingerprint_of(public: str) -> str:
    """The public key's fingerprint in groups of four, to be read aloud and printed."""
    text = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]
    return " ".join(text[at : at + 4] for at in range(0, 32, 4))


def seed_split(seed: bytes) -> list[str]:
    """Five shares ("number:hex"), any three of which give the seed back."""
    return [f"{number}:{part.hex()}" for number, part in Shamir.split(NEEDED, TRUSTEES, seed)]


def seed_join(shares: list[str]) -> bytes:
    """The seed from three shares or more. ValueError; a wrong share gives another seed, whose
    public key is not the printed one."""
    parts = {int(share.split(":")[0]): bytes.fromhex(share.split(":")[1]) for share in shares}
    if len(parts) < NEEDED:
        raise ValueError(f"{NEEDED} different shares are needed")
    return Shamir.combine(list(parts.items())[:NEEDED])


def seal(plaintext: bytes, public: str, info: bytes) -> bytes:
    """As the browser does it; here for trial ballots and tests."""
    return SUITE.encrypt(plaintext, public_read(public), info=info)


def unseal(ciphertext: bytes, seed: bytes, info: bytes) -> bytes | None:
    """The plaintext, or None for what was not sealed to this key and ``info``."""
    try:
        return SUITE.decrypt(ciphertext, key_of(seed), info=info)
    except (InvalidTag, ValueError):
        return None


def receipt_message(rules_hash: str, receipt: str) -> bytes:
    """What the portal signs: the receipt, and the published hash of the vote it belongs to."""
    return f"yixing receipt 1\n{rules_hash}\n{receipt}".encode()


def receipt_verify(key: str, rules_hash: str, receipt: str, signature: str) -> bool:
    """Whether the Ed25519 ``signature`` under the receipt is of ``key``; all in hex, in which
    blanks and case do not matter. Whatever is no hex is no signature."""
    try:
        public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        given = bytes.fromhex(receipt).hex()
        public.verify(bytes.fromhex(signature), receipt_message(rules_hash, given))
    except (ValueError, InvalidSignature):
        return False
    return True


def ballots_open(export: dict, seed: bytes) -> dict:
    """Open what the portal exported: {"vote", "rules_hash", "public_key", "limits", "root",
    "ballots": [hex, …]}. ValueError when key or root is another than the printed one.

    Gives {"vote", "root", "choices": [[[…], …] sorted for each question], "valid", "invalid"}.
    """
    if public_of(seed) != export["public_key"]:
        raise ValueError("these shares are not of this key")
    ballots = [bytes.fromhex(text) for text in export["ballots"]]
    if root_of([receipt_of(ballot) for ballot in ballots]) != export["root"]:
        raise ValueError("the ballots are not those of the published root")
    info = info_of(export["vote"], export["rules_hash"])
    found, invalid = [], 0
    for ballot in ballots:
        data = unseal(ballot, seed, info)
        choices = None if data is None else ballot_unpack(data, export["limits"])
        if choices is None:
            invalid += 1
        else:
            found.append(choices)
    questions = range(len(export["limits"]))
    return {
        "vote": export["vote"],
        "root": export["root"],
        "choices": [sorted(choices[number] for choices in found) for number in questions],
        "valid": len(found),
        "invalid": invalid,
    }


def opened_hash(opened: dict) -> str:
    """SHA-256 of what was opened: two computers must print the same."""
    text = json.dumps(opened, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _keygen(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    seed = secrets.token_bytes(SEED)
    shares = seed_split(seed)
    if seed_join(shares[:NEEDED]) != seed or seed_join(shares[-NEEDED:]) != seed:
        raise SystemExit("the shares do not give the seed back")
    for number, share in enumerate(shares, start=1):
        (folder / f"share-{number}.txt").write_text(share + "\n", encoding="utf-8")
    public = public_of(seed)
    (folder / "public.txt").write_text(public + "\n", encoding="utf-8")
    sys.stdout.write(f"public key  {public}\nfingerprint {fingerprint_of(public)}\n")


def _joined(shares: list[Path]) -> bytes:
    return seed_join([path.read_text(encoding="utf-8").strip() for path in shares])


def _trial(ballot: Path, shares: list[Path]) -> None:
    trial = json.loads(ballot.read_text(encoding="utf-8"))
    info = info_of(trial["vote"], trial["rules_hash"])
    opened = unseal(bytes.fromhex(trial["ballot"]), _joined(shares), info)
    if opened is None:
        raise SystemExit("these shares do not open the trial ballot")
    sys.stdout.write(f"trial {opened.rstrip(bytes(1)).hex()}\n")


def _open(ballots: Path, shares: list[Path], out: Path) -> None:
    export = json.loads(ballots.read_text(encoding="utf-8"))
    seed = _joined(shares)
    opened = ballots_open(export, seed)
    out.write_text(json.dumps(opened, sort_keys=True, indent=1), encoding="utf-8")
    sys.stdout.write(f"valid {opened['valid']} invalid {opened['invalid']}\n")
    sys.stdout.write(f"hash  {opened_hash(opened)}\n")


def _check(*given: str) -> None:
    if not receipt_verify(*given):
        raise SystemExit("this signature is not under this receipt")
    sys.stdout.write("genuine\n")


def main(arguments: list[str] | None = None) -> None:
    """The offline tool."""
    parser = argparse.ArgumentParser(prog="sealing.py", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    make = acts.add_parser("keygen")
    make.add_argument("--out", type=Path, required=True)
    trial = acts.add_parser("trial")
    trial.add_argument("--ballot", type=Path, required=True)
    trial.add_argument("--share", type=Path, action="append", required=True)
    undo = acts.add_parser("open")
    undo.add_argument("--ballots", type=Path, required=True)
    undo.add_argument("--share", type=Path, action="append", required=True)
    undo.add_argument("--out", type=Path, required=True)
    check = acts.add_parser("check")
    for name in ("key", "rules", "receipt", "signature"):
        check.add_argument(f"--{name}", required=True)
    given = parser.parse_args(arguments)
    if given.act == "keygen":
        _keygen(given.out)
    elif given.act == "trial":
        _trial(given.ballot, given.share)
    elif given.act == "check":
        _check(given.key, given.rules, given.receipt, given.signature)
    else:
        _open(given.ballots, given.share, given.out)


if __name__ == "__main__":
    main()
