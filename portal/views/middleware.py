"""Turns the errors of the domain into their designed pages."""

from django.shortcuts import render

from portal.kernel.errors import DomainError


class DomainErrorMiddleware:
    """A DomainError that no form caught becomes a page with its own status."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Let the view answer."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """403, 404 and 409 have pages of their own; another rule is shown on the 409 page."""
        if not isinstance(exception, DomainError):
            return None
        page = exception.status if exception.status in {403, 404, 409} else 409
        context = {"error": exception}
        return render(request, f"errors/{page}.html", context, status=exception.status)
