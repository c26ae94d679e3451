"""Routes of the API."""

app_name = "resident_affairs-api"
urlpatterns = []
