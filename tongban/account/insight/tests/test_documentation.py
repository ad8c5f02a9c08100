"""What is published to measurement is what is written down: columns, types, definitions."""

from django.db import connection

from tongban.ground.kit.fact_views import SCHEMA, SQL_TYPES, published_facts


def test_every_view_has_the_columns_and_types_that_its_room_declares(db):
    declared = {
        fact.name: [(column.name, SQL_TYPES[column.kind].partition("(")[0]) for column in fact.columns]
        for fact in published_facts().values()
    }

    assert views() == declared


def test_money_has_two_places_and_moments_have_no_zone(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT data_type, numeric_precision, numeric_scale FROM information_schema.columns"
            " WHERE table_schema = %s AND data_type LIKE 'numeric%%' OR data_type LIKE 'timestamp%%' AND table_schema = %s",
            [SCHEMA, SCHEMA],
        )

        assert set(cursor.fetchall()) == {("numeric", 18, 2), ("timestamp without time zone", None, None)}


def test_every_column_says_what_it_means():
    assert all(
        str(column.says) and str(fact.title) for fact in published_facts().values() for column in fact.columns
    )


def views():
    found: dict[str, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = %s"
            " ORDER BY table_name, ordinal_position",
            [SCHEMA],
        )
        for table, column, kind in cursor.fetchall():
            found.setdefault(table, []).append((column, kind))
    return found
