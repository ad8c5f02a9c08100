"""What policies publish to measurement: facts that their metrics count."""

from datetime import timedelta

import pytest
from django.db import connection

from tongban.ground.kit.fact_views import make_views
from tongban.offer.policies.actions import enterprises, grants
from tongban.offer.policies.tests.conftest import AT, HONEST, SMALL, published


def rows_of(fact, *columns):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM facts.{fact} ORDER BY 1")  # noqa: S608
        return cursor.fetchall()


@pytest.fixture
def _views(db):
    make_views()


@pytest.mark.usefixtures("_views")
def test_policies_matches_and_grants_are_counted(people, stone, bridge):
    version = published(people, SMALL, HONEST)
    enterprises.match_all(at=AT)
    drawn = grants.draw_up(version, by=people.editor, at=AT)
    grants.announce(drawn, by=people.editor, at=AT)
    grants.confirm(drawn, by=people.publisher, at=AT + timedelta(days=10))

    assert rows_of("policies", "state", "differs") == [("published", False)]
    assert rows_of("policy_matches", "outcome", "is_verified", "is_latest") == [
        ("met", True, True),
        ("unknown", True, True),
    ]
    assert rows_of("policy_grants", "is_granted", "amount_yuan") == [(True, 30000)]
