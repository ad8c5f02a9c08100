"""Settings of the bare page: the same database and server, and nothing of the house on the way."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [name for name in HOUSE if not name.startswith("allauth")]
MIDDLEWARE = []
ROOT_URLCONF = "benchmarks.bare_cases"
