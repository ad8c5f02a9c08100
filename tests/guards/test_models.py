"""Foreign keys obey the floors; nothing leads back up; no signals between rooms."""

import ast

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from tests.guards.house import modules, plan, room_of

RECEIVING = {"receiver", "connect"}

OF_THE_DATABASE = (".pre_migrate", ".post_migrate")
"""Signals that tell of the database's structure, not of what a room does."""


def relations():
    for model in apps.get_models():
        room = room_of(model.__module__)
        if room:
            for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
                if field.remote_field and room_of(field.remote_field.model.__module__) != room:
                    yield room, field


def faults(room, field):
    """Return what is wrong with a foreign key that leaves its room."""
    target = field.remote_field.model
    other = room_of(target.__module__)
    if not field.remote_field.related_name or not field.remote_field.related_name.endswith("+"):
        yield "leads back up: say related_name='+'"
    if other and target._meta.label != settings.AUTH_USER_MODEL and depth(other) <= depth(room):
        yield f"points from {room} up to {other}"


def depth(room):
    """Return on which step a room stands, counted from the top; neighbours share one."""
    steps = [
        {f"{floor.name}.{name}" for name in tier}
        for floor in plan().floors
        for tier in (floor.tiers or ((),))
    ]
    return next((number for number, step in enumerate(steps) if room in step), -1)


def signals_in(tree):
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in RECEIVING
        ):
            yield node


def test_a_foreign_key_points_down_and_leaves_no_way_back():
    # Django's own models on AbstractUser (groups, permissions) come with names of their own
    found = [
        f"{field}: {fault}"
        for room, field in relations()
        if field.name not in {"groups", "user_permissions"}
        for fault in faults(room, field)
    ]

    assert not found


def test_a_foreign_key_that_points_up_is_recognised():
    assert (
        depth("account.evaluation") < depth("account.budget") < depth("ground.people") < depth("ground.law")
    )
    assert depth("account.insight") == depth("account.audit")


def test_no_room_listens_to_signals_of_another():
    found = []
    for module in modules():
        if not module.room or module.is_test:
            continue
        froms = [name for name, _ in module.imports() if name.endswith("signals") or ".signals." in name]
        froms = [name for name in froms if not name.endswith(OF_THE_DATABASE)]
        foreign = [name for name in froms if room_of(name) not in ("", module.room) or "db.models" in name]
        found += [f"{module.shown}: {name}" for name in foreign if list(signals_in(module.tree))]

    assert not found


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(f"run `manage.py makemigrations`:\n{capsys.readouterr().out}")
