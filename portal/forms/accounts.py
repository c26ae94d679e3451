"""Logging in by user name or phone, and signing up as a resident."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm


class LoginForm(AllauthLoginForm):
    """allauth's, in our words."""


class SignupForm(AllauthSignupForm):
    """allauth's, with name and community."""
