"""The environment, read once: every variable that the portal knows is named here."""

from pathlib import Path

from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = Env()

VAR = Path(env.str("YIXING_VAR", str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{VAR / 'yixing.sqlite3'}")
REDIS_URL = env.str("REDIS_URL", "")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR / "media")))
EMAIL_URL = env.str("EMAIL_URL", "")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "议行 <noreply@localhost>")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
HTTPS = env.bool("HTTPS", False)
TRUST_PROXY = env.bool("TRUST_PROXY", False)
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
DEMO = env.bool("DEMO", False)
