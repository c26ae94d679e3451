"""Routes of the API on the common ground."""

from django.urls import path

from portal.api import accounts

app_name = "portal-api"
urlpatterns = [
    path("tokens/", accounts.TokenCreateApi.as_view(), name="tokens"),
    path("me/", accounts.MeApi.as_view(), name="me"),
]
