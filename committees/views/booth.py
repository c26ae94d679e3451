"""The voter's booth: the choice is sealed on the voter's own device and never leaves it open."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse

from committees import sealing
from committees.forms.sealed import BallotForm
from committees.selectors import sealed as read
from committees.selectors.receipt_signatures import receipt_signature
from committees.services.sealed import info_of
from committees.services.sealed_casting import CAST, ballot_cast
from portal.access.fresh import is_fresh
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound

ENTER, SEND = 5 * 60, 30 * 60  # seconds since the password: to go in, to put the ballot in
BOOTH, RECEIPT = "committees:sealed_booth", "committees:sealed_receipt"


def _fours(digits: str) -> list[str]:
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


class BoothView(PermissionView):
    """One question a screen, a last look, sealed, sent."""

    permission = CAST

    def get(self, request, pk):
        """The booth; the password is asked again when it is more than five minutes old."""
        vote = self._vote(pk)
        return self._page(vote, BallotForm()) if is_fresh(request, ENTER) else self._again(pk)

    def post(self, request, pk):
        """Take the sealed ballot."""
        vote = self._vote(pk)
        if not is_fresh(request, SEND):
            return self._again(pk)
        form = BallotForm(request.POST)
        ballot = form_run(form, lambda data: self._cast(form, data))
        return redirect(RECEIPT, pk=pk) if ballot else self._page(vote, form, 400)

    def _cast(self, form, data):
        words = {"ciphertext": form.sealed(), "submit_key": data["submit_key"]}
        return ballot_cast(actor=self.request.user, vote_id=self.kwargs["pk"], **words)

    def _vote(self, pk):
        vote = read.sealed_for(self.access, pk)
        if read.my_entry(self.access, vote) is None:
            raise NotFound()
        return vote

    def _again(self, pk):
        there = urlencode({"next": reverse(BOOTH, args=[pk])})
        return redirect(f"{reverse('account_reauthenticate')}?{there}")

    def _page(self, vote, form, status=200):
        booth = {
            "vote": str(vote.submit_key),
            "info": info_of(vote).decode(),
            "public_key": vote.public_key,
            "questions": vote.questions,
            "size": sealing.SIZE,
        }
        context = {"vote": vote, "form": form, "booth": booth}
        return render(self.request, "committees/sealed/booth.html", context, status=status)


class ReceiptView(PermissionView):
    """The voter's own receipt."""

    permission = CAST

    def get(self, request, pk):
        """The receipt of the ballot that counts now, with the portal's signature."""
        vote = read.sealed_for(self.access, pk)
        ballot = read.my_ballot(self.access, vote)
        seal = receipt_signature(vote, ballot.receipt)
        context = {"vote": vote, "ballot": ballot, "seal": seal, "may_again": vote.takes_ballots}
        context |= {"groups": _fours(ballot.receipt), "seal_groups": _fours(seal)}
        return render(request, "committees/sealed/receipt.html", context)
