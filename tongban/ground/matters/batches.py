"""Acting on many rows, each in a transaction of its own, so that one that fails keeps no other waiting."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet

LOG = logging.getLogger(__name__)
MOST_IN_A_ROW = 10
Row = TypeVar("Row", bound=Model)


def act_on_each(rows: QuerySet[Row], act: Callable[[Row], bool]) -> int:
    """Act on each row, each in a transaction of its own; return how often something was done.

    One that fails keeps no other waiting; the duty fails at the end. Many in a row have one reason: it fails at once.
    """
    done, failed, in_a_row = 0, [], 0
    for row in rows.order_by("pk"):
        try:
            done += act(row)
            in_a_row = 0
        except Exception as error:
            LOG.exception("a duty failed on a row", extra={"kind": row._meta.label, "number": row.pk})
            failed.append(error)
            in_a_row += 1
        if in_a_row >= MOST_IN_A_ROW:
            break
    if failed:
        raise RuntimeError(f"{len(failed)} failed, {done} done: {type(failed[0]).__name__}") from failed[0]
    return done
