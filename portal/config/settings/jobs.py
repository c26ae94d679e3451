"""Celery: a broker is a wake-up and never the holder, so all due work lives in the database."""

from portal.config import env

_BROKER_DIR = env.VAR / "broker"

CELERY_BROKER_URL = env.REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 300}
    if env.REDIS_URL
    else {
        "data_folder_in": str(_BROKER_DIR / "queue"),
        "data_folder_out": str(_BROKER_DIR / "queue"),
        "control_folder": str(_BROKER_DIR / "control"),
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(env.VAR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "outbox": {"task": "portal.jobs.outbox_relay", "schedule": 5.0},
    "record": {"task": "portal.jobs.record_seal", "schedule": 5.0},
    "mail": {"task": "portal.jobs.mail_digest", "schedule": 60.0},
    "files": {"task": "portal.jobs.files_sweep", "schedule": 30.0},
    "silent-issues": {"task": "resident_affairs.jobs.silent_issues_close", "schedule": 300.0},
    "gauges": {"task": "portal.jobs.gauges_refresh", "schedule": 60.0},
    "figures-audit": {"task": "portal.jobs.figures_audit", "schedule": 86400.0},
}
