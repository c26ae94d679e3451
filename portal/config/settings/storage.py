"""Static files, uploads and mail."""

from urllib.parse import parse_qsl, unquote, urlsplit

from portal.config import env

STATIC_URL = "/static/"
STATIC_ROOT = env.VAR / "static"
STATICFILES_DIRS = [env.BASE_DIR / "static"]
MEDIA_ROOT = env.MEDIA_ROOT
MEDIA_URL = "/unserved/"  # uploads are served by a view that checks the right again
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if env.DEBUG
        else "portal.config.bundle.BundledStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = env.DEBUG

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.DEFAULT_FROM_EMAIL
if env.EMAIL_URL:
    _mail = urlsplit(env.EMAIL_URL)
    _options = dict(parse_qsl(_mail.query))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        unquote(_mail.username or ""),
        unquote(_mail.password or ""),
    )
    EMAIL_USE_TLS = _options.get("tls") == "1"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 15
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.VAR / "mail"
