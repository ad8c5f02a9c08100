"""A pytest plugin that comes before Django: one database server for the run.

The embedded server runs on data of its own; TONGBAN_DATABASE_URL names another.
"""

import os

os.environ.setdefault("TONGBAN_DEBUG", "1")
os.environ.setdefault("TONGBAN_TEST_NAME", f"test_tongban_{os.getpid()}")

from config.database import VAR, ensure_database

ensure_database(VAR / "postgres-test")
