"""Celery: a broker is a wake-up and never the holder, so all due work lives in the database."""

from portal.config import env

_BROKER_DIR = env.VAR / "broker"

CELERY_BROKER_URL = env.REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 300, "socket_connect_timeout": 3, "socket_keepalive": True}
    if env.REDIS_URL
    else {
        "data_folder_in": str(_BROKER_DIR / "queue"),
        "data_folder_out": str(_BROKER_DIR / "queue"),
        "control_folder": str(_BROKER_DIR / "control"),
        "polling_interval": 0.2,
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


def _every(seconds: float, task: str) -> dict:
    """A beat that is dropped rather than piled up while no worker runs."""
    return {"task": task, "schedule": seconds, "options": {"expires": max(seconds, 5.0)}}


CELERY_BEAT_SCHEDULE = {
    "record": _every(2.0, "portal.jobs.record_follow"),
    "files": _every(5.0, "portal.jobs.files_sweep"),
    "strays": _every(3600.0, "portal.jobs.strays_remove"),
    "abandoned": _every(86400.0, "portal.jobs.abandoned_remove"),
    "clocks": _every(10.0, "portal.jobs.clocks_sweep"),
    "exports": _every(5.0, "portal.jobs.exports_run"),
    "mail": _every(60.0, "portal.jobs.mail_digest"),
    "gauges": _every(60.0, "portal.jobs.gauges_refresh"),
    "polls": _every(60.0, "committees.jobs.polls_sweep"),
    "demands": _every(3600.0, "committees.jobs.demands_sweep"),
    "contracts": _every(3600.0, "workstations.jobs.contracts_sweep"),
    "scores": _every(3600.0, "workstations.jobs.scores_sweep"),
    "sealed": _every(60.0, "committees.jobs.sealed_sweep"),
    "recalls": _every(3600.0, "committees.jobs.recalls_sweep"),
    "rolls": _every(3600.0, "committees.jobs.rolls_sweep"),
    "archives": _every(6 * 3600.0, "committees.jobs.archives_sweep"),
    "binding": _every(60.0, "committees.jobs.archives_bind"),
    "plans": _every(300.0, "workstations.jobs.plans_sweep"),
    "silent-issues": _every(300.0, "resident_affairs.jobs.silent_issues_close"),
    "responses": _every(300.0, "resident_affairs.jobs.responses_sweep"),
    "disclosures": _every(3600.0, "committees.jobs.disclosures_sweep"),
    "figures-audit": _every(86400.0, "portal.jobs.figures_audit"),
}
