"""An installation of version 0.2 goes on; one that never came so far is told to go over it; rooms are led back and on."""

import os
import subprocess
import sys

import psycopg
import pytest

from config.database import OWNER_VARIABLE, ROOT, VARIABLE
from tests.journeys.installation import new_installation

AS_0_2 = """
ALTER TABLE evaluation_evaluation ADD COLUMN review_score numeric(5, 2);
ALTER INDEX budget_budget_reference_key RENAME TO budget_budget_reference_9e429ee6_uniq;
ALTER INDEX people_creditmark_pkey RENAME TO cases_creditmark_pkey;
ALTER TABLE people_creditmark RENAME CONSTRAINT people_creditmark_by_id_8d3e053c_fk_people_user_id
    TO cases_creditmark_by_id_3b18d513_fk_people_user_id;
DELETE FROM django_migrations WHERE name IN ('0002_names_as_new', '0002_review_score_goes');
"""
STRUCTURE = """
SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION SELECT relname::text, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION SELECT table_name || '.' || column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
ORDER BY 1, 2
"""
APPLIED = "SELECT app, name FROM django_migrations ORDER BY id"
HALF = "app = 'ledger' AND name > '0003'"
ONLY_THE_FIRST = "name <> '0001_initial' AND app IN ('ledger', 'people', 'insight')"
SENT = """
from django.db import transaction
from django.utils.timezone import now
from tongban.ground.ledger import record
from tongban.offer.delivery.models import Delivery
with transaction.atomic():
    Delivery.objects.create(matter="CASE-2026-000001", way="window", ordered_at=now())
    record("CASE-2026-000001", "order_courier", by=None, at=now(), basis="")
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with new_installation(f"upgrade_{os.getpid()}", tmp_path_factory.mktemp("office")) as here:
        yield here


def sql(here, statement):
    with psycopg.connect(here.owner, autocommit=True) as session:
        done = session.execute(statement)
        return done.fetchall() if done.description else []


def django(here, *arguments, fails=False):
    """Run one of Django's own commands as the owner of the tables, and return what it said."""
    environment = here.environment | {VARIABLE: here.owner, OWNER_VARIABLE: here.owner}
    command = [sys.executable, ROOT / "manage.py", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert bool(done.returncode) == fails, done.stderr
    return done.stdout + done.stderr


@pytest.mark.deep
def test_an_installation_of_0_2_goes_on_and_becomes_as_a_new_one(office):
    as_new = sql(office, STRUCTURE)
    django(office, "migrate", "cases", "0002_names_as_new")  # what came since stands on it
    sql(office, AS_0_2)
    assert sql(office, STRUCTURE) != as_new

    assert "✓ 数据库结构已更新" in office.tongban("migrate")

    assert sql(office, STRUCTURE) == as_new
    assert "已是最新" in office.tongban("migrate")


@pytest.mark.parametrize(
    ("missing", "migrate"),
    [
        (HALF, lambda here: here.tongban("migrate", fails=True)),
        (ONLY_THE_FIRST, lambda here: django(here, "migrate", fails=True)),
    ],
    ids=["tongban", "django"],
)
def test_one_that_never_came_to_0_2_is_told_to_go_over_it_and_nothing_is_changed(office, missing, migrate):
    kept = sql(office, f"DELETE FROM django_migrations WHERE {missing} RETURNING app, name")
    before = sql(office, APPLIED)

    said = migrate(office)

    assert "不能直接升级到本版" in said
    assert "git checkout v0.2.0" in said.partition("This database is older than version 0.2")[2]
    assert "Traceback" not in said
    assert sql(office, APPLIED) == before
    for app, name in kept:
        sql(office, f"INSERT INTO django_migrations (app, name, applied) VALUES ('{app}', '{name}', now())")


@pytest.mark.deep
def test_a_room_is_led_back_to_nothing_and_on_again_and_the_ledger_names_what_went_with_it(office):
    django(office, "shell", "-c", SENT)
    assert "台账完整" in office.tongban("verify")

    django(office, "migrate", "delivery", "zero")
    assert not sql(office, "SELECT FROM pg_class WHERE relname = 'delivery_delivery'")
    office.tongban("migrate")

    assert "CASE-2026-000001" in office.tongban("verify", fails=True)
