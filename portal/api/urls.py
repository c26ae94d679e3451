"""Routes of the API."""

app_name = "portal-api"
urlpatterns = []
