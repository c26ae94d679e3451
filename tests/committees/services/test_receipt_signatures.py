"""The portal's signature under a receipt: anybody may verify it, nobody else can make it."""

import pytest

from committees import sealing
from committees.models import SealedVote
from committees.selectors.receipt_signatures import (
    receipt_is_ours,
    receipt_key,
    receipt_keys,
    receipt_signature,
)

RECEIPT = "ab" * 32


@pytest.fixture
def vote():
    return SealedVote(frozen_hash="1" * 64)


@pytest.fixture
def signature(vote):
    return receipt_signature(vote, RECEIPT)


def test_it_verifies_by_the_public_key_alone(vote, signature):
    assert len(signature) == 128 and len(receipt_key()) == 64
    assert sealing.receipt_verify(receipt_key(), vote.frozen_hash, RECEIPT, signature)
    assert receipt_is_ours(vote, RECEIPT, signature)


def test_as_copied_by_hand(vote, signature):
    spaced = " ".join(signature[at : at + 4] for at in range(0, 128, 4)).upper()
    assert receipt_is_ours(vote, RECEIPT.upper(), spaced)


def test_of_another_receipt_vote_or_key_it_is_not(vote, signature, settings):
    assert not receipt_is_ours(vote, "ac" + "ab" * 31, signature)
    assert not receipt_is_ours(SealedVote(frozen_hash="2" * 64), RECEIPT, signature)
    settings.SECRET_KEY = "another installation"
    assert not receipt_is_ours(vote, RECEIPT, signature)


@pytest.mark.parametrize("wrong", ["", "x", "00" * 64, "ab" * 63, "abc", "签名", "ab" * 100])
def test_whatever_is_no_signature_is_refused_and_no_fault(vote, wrong):
    assert not receipt_is_ours(vote, RECEIPT, wrong)


@pytest.mark.parametrize("receipt", ["", "zz", RECEIPT[:62], "收"])
def test_a_receipt_in_part_does_not_verify(vote, signature, receipt):
    assert not receipt_is_ours(vote, receipt, signature)


def test_older_secrets_verify_while_they_are_kept(vote, signature, settings):
    old, first = settings.SECRET_KEY, receipt_key()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the next one", [old]
    assert receipt_keys()[1] == first != receipt_key()
    assert receipt_is_ours(vote, RECEIPT, signature)
    settings.SECRET_KEY_FALLBACKS = []
    assert not receipt_is_ours(vote, RECEIPT, signature)


def test_the_offline_tool_says_the_same(vote, signature, capsys):
    words = ["check", "--key", receipt_key(), "--rules", vote.frozen_hash, "--receipt", RECEIPT]
    sealing.main([*words, "--signature", signature])
    assert capsys.readouterr().out == "genuine\n"
    with pytest.raises(SystemExit):
        sealing.main([*words, "--signature", "00" * 64])
