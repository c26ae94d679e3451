"""The settings, one file per concern, gathered here so that Django sees one module."""

from .base import *
from .database import *
from .i18n import *
from .jobs import *
from .logs import *
from .people import *
from .rest import *
from .security import *
from .storage import *
