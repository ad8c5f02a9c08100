"""The tables of the house: made once by its migrations, then copied for each run, which takes a moment instead of half a minute.

A copy is as good as what the migrations make as long as nothing that they are made of has changed; the name tells.
"""

import os
import subprocess
import sys
from hashlib import sha256
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config.database import OWNER_VARIABLE, ROOT, VARIABLE
from config.roles import address_of

PREFIX = "tongban_tables_"
OWNER = "tongban_tables"
"""Whose tables they are: a copy hands them over in one statement, which a superuser's are too many things for."""
MADE_OF = (
    "tongban/*/*/migrations/*.py",
    "tongban/ground/people/roles.py",
    "requirements/*.txt",
    "tests/tables.py",
)
KEPT = 8
"""How many a server keeps: branches with other migrations take turns."""
SAME = "SELECT 1 FROM pg_database WHERE datname = %s"
FORMER = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC OFFSET %s"


def tables() -> str:
    """Return the name of a database in which every migration is applied and nothing else was done."""
    server, name = os.environ[VARIABLE], PREFIX + _digest()
    with psycopg.connect(server, autocommit=True) as session:
        session.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [PREFIX])
        if session.execute(SAME, [name]).fetchone() is None:
            _make(session, server, name)
    return name


def hand_over(database: str, owner: str) -> None:
    """Give a copy's tables to its owner."""
    address = urlsplit(os.environ[VARIABLE])._replace(path=f"/{database}").geturl()
    with psycopg.connect(address, autocommit=True) as session:
        words = {"former": sql.Identifier(OWNER), "owner": sql.Identifier(owner)}
        session.execute(sql.SQL("REASSIGN OWNED BY {former} TO {owner}").format(**words))


def _digest() -> str:
    files = sorted(path for pattern in MADE_OF for path in ROOT.glob(pattern))
    said = sha256()
    for path in files:
        said.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return said.hexdigest()[:16]


def _make(session: "psycopg.Connection[tuple[str]]", server: str, name: str) -> None:
    """Migrate an empty database and give it the name when all is done; so what was cut short is never copied."""
    half = f"{PREFIX}half"
    _drop(session, half)
    if session.execute("SELECT to_regrole(%s) IS NULL", [OWNER]).fetchone() == (True,):
        session.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(OWNER)))
    create = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
    session.execute(create.format(sql.Identifier(half), sql.Identifier(OWNER)))
    address = address_of(OWNER, server, half)
    environment = os.environ | {VARIABLE: address, OWNER_VARIABLE: address}
    subprocess.run([sys.executable, ROOT / "manage.py", "migrate", "-v0"], env=environment, check=True)
    words = {"half": sql.Identifier(half), "name": sql.Identifier(name)}
    for statement in (
        "ALTER DATABASE {half} OWNER TO CURRENT_USER",
        "ALTER DATABASE {half} RENAME TO {name}",
    ):
        session.execute(sql.SQL(statement).format(**words))
    for (former,) in session.execute(FORMER, [f"{PREFIX}%", KEPT]).fetchall():
        _drop(session, former)


def _drop(session: "psycopg.Connection[tuple[str]]", name: str) -> None:
    session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
