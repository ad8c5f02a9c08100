"""What the serving role may do in the database: read all, change what is meant to change, and no more.

A model whose rows stay as they were written names the columns that may change (``may_change``; mostly none).
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from tongban.ground.kit.fact_views import SCHEMA
from tongban.operations.archive import database_address

READ_ONLY = {"django_migrations": (), "ledger_row_image": ()}
"""Only the owner writes here; images of rows are written by its triggers."""
OF_THE_HOUSE = """
REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role};
GRANT USAGE ON SCHEMA public, {facts} TO {role};
GRANT SELECT ON ALL TABLES IN SCHEMA public, {facts} TO {role};
GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {role};
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO {role}
"""
TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
TOO_MUCH = """
SELECT rolsuper, rolcreaterole OR rolreplication OR rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
               AND pg_has_role(current_user, relowner, 'MEMBER')),
       has_table_privilege('ledger_entry', 'UPDATE, DELETE, TRUNCATE, TRIGGER')
         OR has_table_privilege('ledger_seal', 'UPDATE, DELETE, TRUNCATE, TRIGGER'),
       has_schema_privilege('public', 'CREATE') OR has_database_privilege(current_database(), 'CREATE'),
       EXISTS (SELECT 1 FROM pg_roles WHERE rolname IN ('pg_execute_server_program', 'pg_write_server_files',
               'pg_read_server_files', 'pg_write_all_data') AND pg_has_role(current_user, oid, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""
IN_WORDS = (
    "是数据库超级用户",
    "可以建用户、复制或绕过行级权限",
    "是数据表的所有者，可以停用台账的触发器",
    "可以改写或清空台账",
    "可以建表、建函数",
    "可以读写数据库服务器的文件",
)


def kept_tables() -> dict[str, tuple[str, ...]]:
    """Return the tables whose rows stay, each with the columns that may change."""
    found: dict[str, tuple[str, ...]] = dict(READ_ONLY)
    for model in apps.get_models():
        columns = getattr(model, "may_change", None)
        if columns is not None:
            found[model._meta.db_table] = tuple(
                str(field.column) for field in model._meta.concrete_fields if field.name in columns
            )
            for field in model._meta.local_many_to_many:
                found[field.m2m_db_table()] = ()
    return found


def serving_role() -> str:
    """Return the role that serves: the one its address names, or as which that address signs in."""
    named = unquote(urlsplit(database_address()).username or "")
    if named:
        return named
    import psycopg

    with psycopg.connect(database_address()) as session:
        (role,) = session.execute("SELECT session_user").fetchone() or ("",)
    return str(role)


def grant_rights(role: str) -> None:
    """Give the serving role its rights and take away all others; nothing where it owns the tables itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() == (role,):
            return
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for statement in _grants(role, tables):
            cursor.execute(statement)


def excess() -> list[str]:
    """Return in words what the present role may do that the serving role should not."""
    with connection.cursor() as cursor:
        cursor.execute(TOO_MUCH)
        row = cursor.fetchone() or ()
    return [words for is_so, words in zip(row, IN_WORDS, strict=True) if is_so]


def _grants(role: str, tables: list[str]) -> Iterator[sql.Composable]:
    to, kept = sql.Identifier(role), kept_tables()
    yield sql.SQL(OF_THE_HOUSE).format(role=to, facts=sql.Identifier(SCHEMA))
    ordinary = [sql.Identifier(name) for name in tables if name not in kept]
    yield sql.SQL("GRANT INSERT, UPDATE, DELETE ON {} TO {}").format(sql.SQL(", ").join(ordinary), to)
    for table in tables:
        if table not in kept:
            yield from _sequence_of(table, to)
        elif table not in READ_ONLY:
            yield sql.SQL("GRANT INSERT ON {} TO {}").format(sql.Identifier(table), to)
        if kept.get(table):
            columns = sql.SQL(", ").join(map(sql.Identifier, kept[table]))
            yield sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(columns, sql.Identifier(table), to)


def _sequence_of(table: str, to: sql.Composable) -> Iterator[sql.Composable]:
    """Keys of ordinary tables may be set aside by the thousand, which advances their sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence.relname FROM pg_depend JOIN pg_class AS sequence ON sequence.oid = objid"
            " WHERE refobjid = to_regclass(%s) AND deptype IN ('a', 'i') AND relkind = 'S'",
            [connection.ops.quote_name(table)],
        )
        for (name,) in cursor.fetchall():
            yield sql.SQL("GRANT UPDATE ON SEQUENCE {} TO {}").format(sql.Identifier(name), to)
