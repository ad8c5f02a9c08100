"""The two roles of the embedded server: an owner who migrates and restores, and the role that serves.

On a PostgreSQL of one's own the administrator makes the two once (docs/installation.md).
"""

from typing import Any
from urllib.parse import quote, urlsplit

OWNER, SERVING = "tongban_owner", "tongban"

LOGS = {
    "log_error_verbosity": "terse",  # no DETAIL: it shows whole rows, telephone numbers among them
    "log_min_error_statement": "panic",  # statements carry the same values
    "log_parameter_max_length_on_error": "0",
}
MAKE_ROLES = """
DO $$ BEGIN
    IF to_regrole('tongban_owner') IS NULL THEN
        CREATE ROLE tongban_owner LOGIN CREATEDB;
    END IF;
    IF to_regrole('tongban') IS NULL THEN
        CREATE ROLE tongban LOGIN;
    END IF;
END $$
"""
OWNER_OF = """
SELECT rolname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE datname = %s
"""
HAND_OVER = """
DO $$
DECLARE
    thing record;
BEGIN
    FOR thing IN SELECT nspname FROM pg_namespace
                 WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema') LOOP
        EXECUTE format('ALTER SCHEMA %I OWNER TO tongban_owner', thing.nspname);
    END LOOP;
    FOR thing IN SELECT relation.oid::regclass AS name,
                        CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
                 FROM pg_class AS relation JOIN pg_namespace AS space ON space.oid = relnamespace
                 WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND relkind IN ('r', 'p', 'v', 'S')
                   AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE relkind = 'S' AND objid = relation.oid
                                   AND deptype IN ('a', 'i')) LOOP
        EXECUTE format('ALTER %s %s OWNER TO tongban_owner', thing.kind, thing.name);
    END LOOP;
    FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER ROUTINE %s OWNER TO tongban_owner', thing.name);
    END LOOP;
END $$
"""
FIRST_RIGHTS = """
GRANT USAGE ON SCHEMA public TO tongban;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tongban;
GRANT SELECT, USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO tongban;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
"""
"""Enough to say that the structure is behind the program; ``tongban migrate`` narrows it table by table."""


def address_of(role: str, server: str, database: str) -> str:
    """Return the address at which a role reaches a database of a server."""
    parts = urlsplit(server)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{quote(role)}@{host}", path=f"/{quote(database)}").geturl()


def prepare(server: str, database: str) -> None:
    """Make the roles, and the database in the owner's hands; what an older version made is handed over."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as session:
        _set_logs(session)
        session.execute(MAKE_ROLES)
        owner = session.execute(OWNER_OF, [database]).fetchone()
        if owner == (OWNER,):
            return
        if owner is None:
            create = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")
            session.execute(create.format(sql.Identifier(database), sql.Identifier(OWNER)))
    with psycopg.connect(address_of("postgres", server, database)) as session:
        session.execute(HAND_OVER)
        session.execute(FIRST_RIGHTS)
        change = sql.SQL("ALTER DATABASE {} OWNER TO {}")
        session.execute(change.format(sql.Identifier(database), sql.Identifier(OWNER)))


def _set_logs(session: Any) -> None:
    """Keep rows and values out of the server's log."""
    from psycopg import sql

    rows = session.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(LOGS)])
    present = dict(rows.fetchall())
    changed = {name: value for name, value in LOGS.items() if present.get(name) != value}
    for name, value in changed.items():
        session.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), value))
    if changed:
        session.execute("SELECT pg_reload_conf()")
