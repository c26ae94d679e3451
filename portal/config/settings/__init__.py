"""The settings, one file per concern, gathered here so that Django sees one module."""

from .base import *  # noqa: F403
from .database import *  # noqa: F403
from .i18n import *  # noqa: F403
from .jobs import *  # noqa: F403
from .logs import *  # noqa: F403
from .people import *  # noqa: F403
from .rest import *  # noqa: F403
from .security import *  # noqa: F403
from .storage import *  # noqa: F403
