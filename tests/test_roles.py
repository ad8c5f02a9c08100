"""The role that serves, and every way in which it might rewrite, empty or disarm the ledger: each is refused."""

import os
import re
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from psycopg import errors, sql

from config import roles
from config.database import ROOT, VARIABLE
from tongban.ground.matters.numbers import TAKE
from tongban.operations import inspection, rights

ROLE = f"serving_{os.getpid()}"
ENTRY = """
INSERT INTO ledger_entry (subject, number, kind, move, before, after, basis, by_name, by_role, at, note, payload,
                          payload_digest, previous, hash, key_id, mac)
VALUES ('A', 1, 'act', 'correct', '', '', '', '', '', now(), '', '{}', '', '', '', '', '')
"""

CHANGES = """
UPDATE ledger_entry SET note = 'x'
DELETE FROM ledger_entry
TRUNCATE ledger_entry
TRUNCATE people_user CASCADE
UPDATE ledger_seal SET number = 1
INSERT INTO ledger_row_image (act, "table", row, change, is_free) VALUES (1, 'x', '1', 'I', false)
DELETE FROM ledger_row_image
UPDATE ledger_installation SET code = 'x'
DELETE FROM ledger_installation
DELETE FROM ledger_seal
MERGE INTO ledger_entry USING (VALUES (1)) AS v (id) ON ledger_entry.id = v.id WHEN MATCHED THEN DELETE
INSERT INTO ledger_seal SELECT * FROM ledger_seal ON CONFLICT (number) DO UPDATE SET hash = ''
SELECT * FROM ledger_entry FOR UPDATE
UPDATE evaluation_version SET report = '{}'
UPDATE evaluation_version SET digest = 'x'
DELETE FROM evaluation_version
DELETE FROM evaluation_version_papers
UPDATE budget_payment SET amount_yuan = amount_yuan + 1
DELETE FROM budget_payment
UPDATE insight_keptvalue SET value = value + 1
UPDATE cases_paper SET content = '{}'
DELETE FROM cases_paper
INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())
SELECT setval('ledger_entry_id_seq', 1)
""".strip().splitlines()

DISARMS = """
ALTER TABLE ledger_entry DISABLE TRIGGER ALL
ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only
ALTER TABLE ledger_entry OWNER TO CURRENT_USER
ALTER TABLE ledger_entry ADD COLUMN x integer
ALTER TABLE ledger_entry RENAME TO x
ALTER TABLE ledger_entry INHERIT ledger_seal
DROP TRIGGER ledger_entry_append_only ON ledger_entry
DROP TABLE ledger_entry CASCADE
DROP SCHEMA public CASCADE
DROP OWNED BY {owner}
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
CREATE FUNCTION public.x() RETURNS integer LANGUAGE sql AS 'SELECT 1'
ALTER FUNCTION ledger_is_append_only() OWNER TO CURRENT_USER
ALTER FUNCTION ledger_row_stays() RESET ALL
CREATE TRIGGER x BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()
CREATE RULE x AS ON INSERT TO ledger_entry DO INSTEAD NOTHING
CREATE POLICY x ON ledger_entry
CREATE TABLE public.x (id integer)
CREATE VIEW public.x AS SELECT 1
CREATE SEQUENCE public.x
CREATE SCHEMA x
CREATE TABLE facts.x (id integer)
DROP VIEW facts.cases
CREATE EVENT TRIGGER x ON ddl_command_start EXECUTE FUNCTION x()
CREATE PUBLICATION x FOR ALL TABLES
ALTER DATABASE {database} OWNER TO CURRENT_USER
ALTER DATABASE {database} RENAME TO x
CREATE DATABASE x TEMPLATE {database}
ALTER SEQUENCE ledger_entry_id_seq RESTART
""".strip().splitlines()

ESCAPES = """
SET ROLE {owner}
SET SESSION AUTHORIZATION {owner}
SET session_replication_role = replica
SELECT set_config('session_replication_role', 'replica', false)
SET lo_compat_privileges = on
ALTER SYSTEM SET log_statement = 'all'
ALTER ROLE CURRENT_USER SUPERUSER
ALTER ROLE {owner} PASSWORD 'x'
GRANT {owner} TO CURRENT_USER
GRANT pg_write_server_files TO CURRENT_USER
CREATE ROLE x SUPERUSER
COPY ledger_entry TO PROGRAM 'cat'
COPY ledger_entry FROM PROGRAM 'true'
COPY ledger_entry TO '/tmp/x'
COPY people_user FROM '/etc/passwd'
SELECT pg_read_file('/etc/passwd')
SELECT pg_read_binary_file('PG_VERSION')
SELECT pg_ls_dir('/')
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '/tmp/x')
SELECT pg_reload_conf()
SELECT pg_rotate_logfile()
SELECT pg_switch_wal()
SELECT pg_create_physical_replication_slot('x')
SELECT * FROM pg_authid
SELECT * FROM pg_hba_file_rules
""".strip().splitlines()

ALONE = ("CREATE DATABASE", "ALTER SYSTEM")
"""Not inside a transaction."""


@pytest.fixture(scope="module")
def role(django_db_setup, django_db_blocker):
    """A role that serves on the tests' database, with the rights that ``tongban migrate`` gives."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(ROLE)))
        try:
            rights.grant_rights(ROLE)
            yield ROLE
        finally:
            cursor.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(ROLE)))
            connection.close()


@pytest.fixture
def session(role):
    server = urlsplit(os.environ[VARIABLE])
    host = server.netloc.rpartition("@")[2]
    address = server._replace(
        netloc=f"{role}@{host}", path=f"/{connection.settings_dict['NAME']}", query=server.query
    )
    with psycopg.connect(address.geturl()) as opened:
        yield opened
        opened.rollback()


def names(session):
    owner = session.execute("SELECT relowner::regrole::text FROM pg_class WHERE relname = 'ledger_entry'")
    return {"owner": owner.fetchone()[0], "database": session.info.dbname}


@pytest.mark.parametrize("attack", [*CHANGES, *DISARMS, *ESCAPES])
def test_the_serving_role_cannot(session, attack):
    for name, value in names(session).items():
        attack = attack.replace(f"{{{name}}}", value)
    session.rollback()
    session.autocommit = attack.startswith(ALONE)

    with pytest.raises(errors.InsufficientPrivilege):
        session.execute(attack)


def test_the_serving_role_writes_the_ledger_and_reads_everything(session):
    session.execute(ENTRY)

    for (table,) in session.execute(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'v', 'S')"
        " AND relnamespace IN ('public'::regnamespace, 'facts'::regnamespace)"
    ).fetchall():
        session.execute(f"SELECT 1 FROM {table} LIMIT 1")


def test_the_serving_role_takes_numbers_of_a_new_year_without_making_anything(session):
    ask = [(name, "{name}{year}{place}", 2077, count) for name, count in (("JY", 3), ("JY", 1))]

    assert [session.execute(TAKE, each).fetchone() for each in ask] == [(3,), (4,)]


def test_the_serving_role_changes_what_is_meant_to_change(session):
    session.execute("UPDATE evaluation_version SET published_at = now()")
    for table in ("cases_case", "people_user", "django_session", "kit_cache"):
        session.execute(f"DELETE FROM {table}")


def test_a_granted_right_is_taken_away_again(role, django_db_blocker, session):
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            f"GRANT ALL ON ledger_entry, ledger_seal TO {role}; GRANT CREATE ON SCHEMA public TO {role}"
        )

        rights.grant_rights(role)

    with pytest.raises(errors.InsufficientPrivilege):
        session.execute("DELETE FROM ledger_entry")


def test_every_kept_column_exists():
    models = [model for model in apps.get_models() if hasattr(model, "may_change")]

    assert {"ledger_entry", "ledger_seal", "evaluation_version"} <= {model._meta.db_table for model in models}
    assert rights.kept_tables()["evaluation_version"] == ("published_at",)


@pytest.mark.django_db
def test_the_check_warns_of_a_role_that_may_too_much(role):
    (owner,) = inspection._role()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        (serving,) = inspection._role()

    assert (owner.state, serving.state) == ("advice", "good")
    assert "停用台账的触发器" in owner.text


def test_the_statements_of_the_installation_page_make_two_roles_that_migrate_can_part():
    page = (ROOT / "docs" / "installation.md").read_text("utf-8")
    (block,) = re.findall(r"```sql\n(.*?)```", page, re.S)
    name, server = f"page_{os.getpid()}", os.environ[VARIABLE]
    outside, inside = block.replace("tongban", name).split(f"\\connect {name}")
    with psycopg.connect(server, autocommit=True) as session:
        try:
            for statement in filter(str.strip, outside.split(";")):
                session.execute(statement)
            with psycopg.connect(roles.address_of("postgres", server, name), autocommit=True) as superuser:
                superuser.execute(inside)
            with psycopg.connect(roles.address_of(f"{name}_owner", server, name)) as owner:
                owner.execute("CREATE SCHEMA facts; CREATE TABLE public.x (id int)")
                owner.execute(
                    sql.SQL(rights.OF_THE_HOUSE).format(role=sql.Identifier(name), facts=sql.SQL("facts"))
                )
            with psycopg.connect(roles.address_of(name, server, name), autocommit=True) as serving:
                assert serving.execute("SELECT count(*) FROM x").fetchone() == (0,)
                for attack in (
                    "CREATE TABLE public.y (id int)",
                    "SELECT lo_create(0)",
                    "INSERT INTO x VALUES (1)",
                ):
                    with pytest.raises(errors.InsufficientPrivilege):
                        serving.execute(attack)
        finally:
            session.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            session.execute(f"DROP ROLE IF EXISTS {name}")
            session.execute(f"DROP ROLE IF EXISTS {name}_owner")
