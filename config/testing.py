"""A pytest plugin that comes before Django: one database server for the run.

The embedded server runs on data of its own; TONGBAN_DATABASE_URL names another.
"""

import os

os.environ.setdefault("TONGBAN_DEBUG", "1")
os.environ.setdefault("TONGBAN_TEST_NAME", f"test_tongban_{os.getpid()}")

import psycopg

from config import embedded
from config.database import VAR, VARIABLE


def start_server() -> str:
    """Return the address of the tests' own server, which waits for no disk: what tests write need not outlive a power cut."""
    address = embedded.start(VAR / "postgres-test")  # its superuser: tests make databases and roles
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address


if not os.environ.get(VARIABLE):
    os.environ[VARIABLE] = start_server()
