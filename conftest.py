"""One database server for the run: the embedded one on its own data, or the one TONGBAN_DATABASE_URL names."""

import os

os.environ.setdefault("TONGBAN_DEBUG", "1")
os.environ.setdefault("TONGBAN_TEST_NAME", f"test_tongban_{os.getpid()}")

from config.database import VAR, ensure_database

ensure_database(VAR / "postgres-test")
