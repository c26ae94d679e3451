"""Routes of the API."""

app_name = "workstations-api"
urlpatterns = []
