"""What the database keeps true reaches people in words: no constraint's name, in neither language."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from tongban.ground.kit.conflicts import reason_of
from tongban.ground.people.models import Department

CONSTRAINTS = [(model, each) for model in apps.get_models() for each in model._meta.constraints]
NAME = re.compile(r"[a-z]+_[a-z_]+")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_constraint_speaks_in_words(language):
    with translation.override(language):
        said = {each.name: str(each.get_violation_error_message()) for _model, each in CONSTRAINTS}

    assert len(said) > 100
    assert not {name: text for name, text in said.items() if name in text or NAME.search(text)}
    if language == "zh-hans":
        assert not [name for name, text in said.items() if not re.search("[一-鿿]", text)]


@pytest.mark.django_db
def test_what_the_database_refuses_is_said_in_words():
    Department.objects.create(code="D1", name="一处", kind="division")

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Department.objects.create(code="D1", name="二处", kind="division")
    assert reason_of(refused.value) == "已有同名或同号的记录，不能重复。"

    with pytest.raises(IntegrityError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DO $$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'append-only'; END $$"
        )
    assert reason_of(raised.value) is None
