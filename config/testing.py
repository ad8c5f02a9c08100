"""A pytest plugin that comes before Django: one database server for the run.

The embedded server runs on data of its own; TONGBAN_DATABASE_URL names another.
"""

import os

os.environ.setdefault("TONGBAN_DEBUG", "1")
os.environ.setdefault("TONGBAN_TEST_NAME", f"test_tongban_{os.getpid()}")

from config import embedded
from config.database import VAR, VARIABLE

if not os.environ.get(VARIABLE):
    os.environ[VARIABLE] = embedded.start(
        VAR / "postgres-test"
    )  # its superuser: tests make databases and roles
