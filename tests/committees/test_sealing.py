"""Sealing and opening: equal lengths, bound to one vote, three of five, sorted beyond following."""

import json
import random
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committees import sealing

LIMITS = [[3, 1, 1], [4, 1, 2]]
INFO = sealing.info_of("vote-1", "rules")


@pytest.fixture(scope="module")
def seed():
    return secrets.token_bytes(sealing.SEED)


def sealed(seed, choices, info=INFO):
    return sealing.seal(sealing.ballot_pack(choices), sealing.public_of(seed), info)


def export(seed, ballots, **more):
    receipts = [sealing.receipt_of(ballot) for ballot in ballots]
    return {
        "vote": "vote-1",
        "rules_hash": "rules",
        "public_key": sealing.public_of(seed),
        "limits": LIMITS,
        "root": sealing.root_of(receipts),
        "ballots": [ballot.hex() for ballot in ballots],
    } | more


class TestBallots:
    @given(st.lists(st.lists(st.integers(0, 9), unique=True, max_size=10), max_size=6))
    def test_there_and_back(self, choices):
        data = sealing.ballot_pack(choices)
        assert len(data) == sealing.SIZE
        assert sealing.ballot_unpack(data, [[10, 0, 10]] * len(choices)) == [
            sorted(c) for c in choices
        ]

    @given(st.binary(max_size=300))
    def test_garbage_is_no_ballot(self, data):
        found = sealing.ballot_unpack(data, LIMITS)
        assert found is None or sealing.ballot_unpack(sealing.ballot_pack(found), LIMITS) == found

    @pytest.mark.parametrize(
        "choices",
        [
            [[0]],
            [[0], [4]],
            [[-1], [0]],
            [[0, 0], [1]],
            [[True], [0]],
            [["0"], [0]],
            {},
            [[0, 1], [0]],
            [[], [0]],
            [[0], [0, 1, 2]],
        ],
    )
    def test_what_the_questions_do_not_have(self, choices):
        assert sealing.ballot_unpack(sealing.ballot_pack(choices), LIMITS) is None

    def test_no_ballot_too_long(self):
        with pytest.raises(ValueError, match="too long"):
            sealing.ballot_pack([list(range(100))])

    def test_nothing_behind_the_padding(self):
        data = bytearray(sealing.ballot_pack([[0], [1]]))
        data[-1] = 1
        assert sealing.ballot_unpack(bytes(data), LIMITS) is None


class TestSealing:
    def test_all_ciphertexts_are_equally_long(self, seed):
        """S3."""
        lengths = {len(sealed(seed, choices)) for choices in ([[], []], [[0], [1]], [[2], [0, 1]])}
        assert lengths == {sealing.SEALED}

    def test_the_same_ballot_twice_looks_different(self, seed):
        assert sealed(seed, [[0], [1]]) != sealed(seed, [[0], [1]])

    @settings(max_examples=30)
    @given(at=st.integers(0, sealing.SEALED - 1), flip=st.integers(1, 255))
    def test_a_changed_byte_is_refused(self, at, flip):
        seed = bytes(16)
        data = bytearray(sealed(seed, [[0], [1]]))
        data[at] ^= flip
        assert sealing.unseal(bytes(data), seed, INFO) is None

    def test_not_for_another_vote_or_other_rules(self, seed):
        data = sealed(seed, [[0], [1]])
        assert sealing.unseal(data, seed, INFO)
        for info in (sealing.info_of("vote-2", "rules"), sealing.info_of("vote-1", "others")):
            assert sealing.unseal(data, seed, info) is None
        assert sealing.unseal(data, secrets.token_bytes(16), INFO) is None
        assert sealing.unseal(b"", seed, INFO) is None


class TestShares:
    def test_any_three_of_five(self, seed):
        shares = sealing.seed_split(seed)
        assert len(shares) == 5
        for _turn in range(10):
            assert sealing.seed_join(random.sample(shares, 3)) == seed

    def test_two_are_not_enough_nor_is_one_twice(self, seed):
        shares = sealing.seed_split(seed)
        for some in (shares[:2], [shares[0]] * 3):
            with pytest.raises(ValueError, match="3 different"):
                sealing.seed_join(some)

    def test_a_wrong_share_opens_nothing(self, seed):
        shares = sealing.seed_split(seed)
        strange = sealing.seed_split(secrets.token_bytes(16))[2]
        wrong = sealing.seed_join([*shares[:2], strange])
        with pytest.raises(ValueError, match="not of this key"):
            sealing.ballots_open(export(seed, []), wrong)


class TestOpening:
    def test_the_count_and_nothing_that_joins(self, seed):
        given_out = [[[0], [1]], [[1], [3]], [[0], [0]], [[2], [2, 3]]]
        ballots = [sealed(seed, choices) for choices in given_out]
        opened = sealing.ballots_open(export(seed, ballots), seed)
        assert opened["choices"] == [[[0], [0], [1], [2]], [[0], [1], [2, 3], [3]]]
        assert (opened["valid"], opened["invalid"]) == (4, 0)

    def test_strange_ballots_count_as_invalid(self, seed):
        ballots = [
            sealed(seed, [[0], [1]]),
            sealed(seed, [[9], [1]]),
            sealed(seed, [[0], [1]], sealing.info_of("vote-2", "rules")),
            secrets.token_bytes(sealing.SEALED),
        ]
        opened = sealing.ballots_open(export(seed, ballots), seed)
        assert (opened["valid"], opened["invalid"]) == (1, 3)

    def test_only_the_ballots_of_the_root(self, seed):
        ballots = [sealed(seed, [[0], [1]]) for _turn in range(3)]
        given_out = export(seed, ballots)
        for changed in (given_out["ballots"][1:], [*given_out["ballots"], ballots[0].hex()]):
            with pytest.raises(ValueError, match="root"):
                sealing.ballots_open(given_out | {"ballots": changed}, seed)

    def test_the_order_of_the_export_leaves_no_trace(self, seed):
        ballots = [sealed(seed, [[n % 3], [n % 4]]) for n in range(12)]
        first = sealing.ballots_open(export(seed, ballots), seed)
        again = sealing.ballots_open(export(seed, ballots[::-1]), seed)
        assert sealing.opened_hash(first) == sealing.opened_hash(again)


def test_the_tool_by_itself(tmp_path):
    """One file, two libraries, no portal: as it runs on a computer without a network."""
    tool = tmp_path / "sealing.py"
    tool.write_bytes(Path(sealing.__file__).read_bytes())

    def run(*words):
        done = subprocess.run(
            [sys.executable, "-I", str(tool), *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    said = run("keygen", "--out", tmp_path / "keys")
    public = (tmp_path / "keys/public.txt").read_text().strip()
    assert public in said and sealing.fingerprint_of(public) in said
    ballots = [sealing.seal(sealing.ballot_pack([[1], [2]]), public, INFO) for _turn in range(3)]
    receipts = [sealing.receipt_of(ballot) for ballot in ballots]
    shares = [word for n in (5, 1, 3) for word in ("--share", tmp_path / f"keys/share-{n}.txt")]
    secret = b"trial of the ceremony"
    trial = sealing.seal(secret.ljust(sealing.SIZE, bytes(1)), public, INFO)
    words = {"vote": "vote-1", "rules_hash": "rules", "ballot": trial.hex()}
    (tmp_path / "trial.json").write_text(json.dumps(words))
    assert secret.hex() in run("trial", "--ballot", tmp_path / "trial.json", *shares)
    given_out = {
        "vote": "vote-1",
        "rules_hash": "rules",
        "public_key": public,
        "limits": LIMITS,
        "root": sealing.root_of(receipts),
        "ballots": [ballot.hex() for ballot in ballots],
    }
    (tmp_path / "ballots.json").write_text(json.dumps(given_out))
    said = run(
        "open", "--ballots", tmp_path / "ballots.json", *shares, "--out", tmp_path / "o.json"
    )
    opened = json.loads((tmp_path / "o.json").read_text())
    assert opened["choices"] == [[[1]] * 3, [[2]] * 3]
    assert sealing.opened_hash(opened) in said
