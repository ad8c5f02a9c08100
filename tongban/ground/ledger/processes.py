"""Work in several processes on one database: a child leaves its parent's connection alone and opens its own."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections

Task = TypeVar("Task")
Result = TypeVar("Result")
INHERITED: list[Any] = []
"""Connections of the parent, kept so that nothing closes them."""


def open_own_connection() -> None:
    """Give this child process a connection of its own."""
    INHERITED.append(connections[DEFAULT_DB_ALIAS])
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)


def run_in_processes(
    work: Callable[[Task], Result], tasks: Iterable[Task], processes: int
) -> Iterator[Result]:
    """Yield the results as they come; a task that fails ends them all."""
    with multiprocessing.get_context("fork").Pool(processes, open_own_connection) as pool:
        yield from pool.imap_unordered(work, tasks)
        pool.close()  # let them end by themselves: one that is stopped while another holds their lock may never end
        pool.join()
