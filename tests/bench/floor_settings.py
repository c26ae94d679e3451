"""Settings of the two floors: FLOOR=bare has no middleware, FLOOR=stack the usual one.

They live in a schema of their own beside the portal's tables, on the same server.
"""

import os

from portal.config.settings.database import _database

FLOOR = os.environ.get("FLOOR", "bare")
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.floor_views"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
DATABASES = {"default": _database(os.environ["DATABASE_URL"])}
DATABASES["default"]["OPTIONS"]["options"] = "-c search_path=floors"
INSTALLED_APPS = [
    "tests.bench",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if FLOOR == "bare":
    MIDDLEWARE = []
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "list.html": (
                            "<!doctype html><title>Issues</title><table>{% for row in rows %}"
                            "<tr><td><a href='/issues/{{ row.id }}/'>{{ row.title }}</a>"
                            "<td>{{ row.status }}<td>{{ row.place }}"
                            "<td>{{ row.created_at.isoformat }}<td>{{ row.due_at.isoformat }}"
                            "{% endfor %}</table>"
                        )
                    },
                )
            ]
        },
    }
]
