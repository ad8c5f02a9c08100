"""Which databases may be led on: new ones, and those that have all that the first migrations replace."""

import pytest
from django.db.migrations.loader import MigrationLoader

from tongban.ground.kit.upgrade_path import check_path, go_over_former_version, rooms_behind

LEDGER = [("ledger", name) for name in ("0001_initial", "0002_append_only", "0003_last_of")]


def former_names():
    replacing = MigrationLoader(None).replacements
    return {("ledger", "0001_initial"), *(each for one in replacing.values() for each in one.replaces)}


def test_a_new_database_and_one_of_0_2_are_led_on():
    assert rooms_behind([]) == []
    assert rooms_behind(former_names()) == []
    assert rooms_behind({*former_names(), *MigrationLoader(None).disk_migrations}) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_room_that_has_only_some_of_its_former_migrations_is_behind(count):
    assert rooms_behind(LEDGER[:count]) == ["ledger"]


def test_a_room_that_never_changed_is_not_behind():
    assert rooms_behind([("api", "0001_initial")]) == []


def test_both_languages_name_the_version_to_go_over():
    chinese, english = go_over_former_version().splitlines()

    assert "v0.2.0" in chinese
    assert "v0.2.0" in english
    assert "不能直接升级" in chinese


@pytest.mark.django_db
def test_djangos_own_migrate_is_told_the_same(monkeypatch):
    assert check_path(databases=["default"]) == []

    monkeypatch.setattr("tongban.ground.kit.upgrade_path.rooms_behind", lambda: ["ledger"])

    (error,) = check_path(databases=["default"])
    assert "v0.2.0" in error.msg
    assert check_path(databases=None) == []
