"""Orders by the hundred thousand in a database of their own: copies of the demo's year of the hotline, spread over the
four years that end today.

One in a hundred is in hand at its unit, as when a year's orders take some days; all others are closed. No two texts are
alike: each is put together from two of the year's. Each has its row for the search, which takes most of the time.
"""

import logging
import os
from decimal import Decimal
from typing import Any

DATABASE = "tongban_orders"
SIZES = tuple(int(size) for size in os.environ.get("TONGBAN_BENCH_ORDERS", "100000,1000000").split(","))
SLICE = 10_000
COPIES = """
CREATE UNLOGGED TABLE bench_copy AS
WITH taken AS (
  SELECT id, text, registered_at, row_number() OVER (ORDER BY id) AS place
  FROM hotline_order WHERE lead_unit_id IS NOT NULL AND status = 'closed' AND reference ~ '^HOT-2022-[0-9]{{6}}$'
), made AS (
  SELECT n, 1 + n::bigint * 7919 % (SELECT count(*) FROM taken) AS first,
    1 + n::bigint * 104729 % (SELECT count(*) FROM taken) AS second
  FROM generate_series({first}, {last}) AS n
)
SELECT n, nextval('hotline_order_id_seq') AS id, one.id AS of, n % 100 = 0 AS is_open,
  364 * ((hashint4(n) & 65535) % 4) - (current_date - (SELECT max(registered_at)::date FROM taken)) AS days,
  left(one.text, length(one.text) / 2) || right(two.text, length(two.text) / 2) || n % 977 AS text
FROM made JOIN taken AS one ON one.place = made.first JOIN taken AS two ON two.place = made.second
"""
ROWS = """
INSERT INTO hotline_order ({columns})
SELECT {values} FROM bench_copy AS copy JOIN hotline_order AS one ON one.id = copy.of ORDER BY copy.n
"""
HOLDINGS = """
INSERT INTO hotline_holding (order_id, unit_id, since)
SELECT copy.id, held.unit_id, held.since FROM bench_copy AS copy JOIN hotline_holding AS held ON held.order_id = copy.of
"""
OPEN = {
    "status": "'in_hand'",
    "closed_at": "NULL",
    "solved": "'unknown'",
    "satisfaction": "NULL",
    "heard_in_id": "NULL",
    "holder_id": 'one."lead_unit_id"',
    "due_on": "current_date + copy.n / 100 % 9 - 2",
}


def start() -> None:
    """Set Django up on that database with the demo's people and its year of the hotline."""
    from config.database import VAR, VARIABLE, connect_as_owner, ensure_database

    os.environ.pop(VARIABLE, None)
    ensure_database(VAR / "postgres-test", DATABASE)
    connect_as_owner()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from tongban.operations.static import collect_static

    logging.disable(logging.WARNING)
    collect_static()
    call_command("migrate", verbosity=0)
    _load()


def fill(count: int) -> None:
    """Copy until there are so many; a later run finds them."""
    from django.db import connection

    from tongban.work.hotline.models import Order

    known = Order.objects.count()
    if known < count:
        _fill_orders(known + 1, count)
    _fill_search()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _fill_orders(first: int, last: int) -> None:
    from django.db import connection, transaction

    from tongban.work.hotline.models import Order

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COPIES.format(first=first, last=last))
        cursor.execute(ROWS.format(**_columns(Order)))
        cursor.execute(HOLDINGS)
        cursor.execute("DROP TABLE bench_copy")


def _fill_search() -> None:
    """Write the rows of the search for orders that have none, as registering does; their indexes are made afterwards."""
    from django.contrib.postgres.indexes import GinIndex
    from django.db import connection

    from tongban.work.hotline.models import Order, OrderText

    indexes = [index for index in OrderText._meta.indexes if isinstance(index, GinIndex)]
    lacking = list(Order.objects.filter(search_row=None, is_confidential=False).values_list("pk", flat=True))
    if not lacking:
        return
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.remove_index(OrderText, index)
    for start in range(0, len(lacking), SLICE):
        _copy_texts(lacking[start : start + SLICE])
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.add_index(OrderText, index)


def _copy_texts(keys: list[int]) -> None:
    from tongban.ground.ledger.bulk_copy import copy_line, copy_rows, reserve_keys
    from tongban.work.hotline.effects.words import text_row
    from tongban.work.hotline.models import Order, OrderText

    orders = Order.objects.filter(pk__in=keys).only("text", "place", "registered_at").order_by("pk")
    rows = [text_row(order, order.registered_at) for order in orders]
    for row, key in zip(rows, reserve_keys(OrderText, len(rows)), strict=True):
        row.pk = key
    copy_rows(OrderText, map(copy_line, rows))


def _load() -> None:
    from django.db import transaction
    from django.utils.timezone import now
    from django.utils.translation import override

    from tongban.demo.hotline_year.loader import load_hotline_year
    from tongban.demo.people import create_staff
    from tongban.work.hotline import demo_story

    with override("zh-hans"), transaction.atomic():
        demo_story.load(create_staff(), {}, at=now())
        load_hotline_year(2022, Decimal("0.01"), 2022, at=now())


def _columns(model: Any) -> dict[str, str]:
    """Return the columns of an order and what is written into them: number and text, days moved, and those in hand."""
    said = {
        "id": "copy.id",
        "reference": "'HOT-' || (2015 + copy.n % 7) || '-' || lpad(copy.n::text, 7, '0')",
        "text": "copy.text",
        "phone": "'1' || (3000000000 + (copy.n * 7919::bigint) % 999999999)",
    }
    for field in model._meta.concrete_fields:
        if field.get_internal_type() == "DateField":
            said[field.column] = f'one."{field.column}" - copy.days::integer'
        elif field.get_internal_type() == "DateTimeField":
            said[field.column] = f"least(one.\"{field.column}\" - copy.days * interval '1 day', now())"
    values = {}
    for field in model._meta.concrete_fields:
        value = said.get(field.column, f'one."{field.column}"')
        is_open = OPEN.get(field.column)
        values[f'"{field.column}"'] = (
            f"CASE WHEN copy.is_open THEN {is_open} ELSE {value} END" if is_open else value
        )
    return {"columns": ", ".join(values), "values": ", ".join(values.values())}
