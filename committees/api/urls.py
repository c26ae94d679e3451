"""Routes of the API."""

app_name = "committees-api"
urlpatterns = []
