"""allauth's adapter: where people land, and that nothing is mailed by accident."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Everybody lands on the home page, which knows their desk."""

    def get_login_redirect_url(self, request) -> str:
        """The desk of the person."""
        return reverse("portal:home")

    def get_signup_redirect_url(self, request) -> str:
        """The same after signing up."""
        return reverse("portal:home")
