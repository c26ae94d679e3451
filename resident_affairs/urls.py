"""Routes of the pages."""

app_name = "resident_affairs"
urlpatterns = []
