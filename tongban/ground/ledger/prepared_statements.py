"""Statements that the server parses and plans once for each connection, with their values bound there.

Django's own cursor binds values on the client, so that the server reads and plans every statement anew, and BEGIN is a
round trip of its own. Here BEGIN goes along with the first statement. Transactions stay Django's, and so do errors;
whoever listens to statements (tests, DEBUG) hears them from Django's cursor.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, errors
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import execute, fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from tongban.ground.ledger.chain import sm3

BEGIN = b"BEGIN"
IDLE, FAILED, SYNC = TransactionStatus.IDLE, ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_SYNC


class Session:
    """What a connection has prepared, and how it writes and reads values. It must not keep the connection alive."""

    def __init__(self, raw: Connection[Any]) -> None:
        self.names: set[bytes] = set()
        self.values = Transformer(raw.adapters)


_sessions: "WeakKeyDictionary[Connection[Any], Session]" = WeakKeyDictionary()


class Statement(NamedTuple):
    """A statement in the server's own words, under the name it is prepared by."""

    name: bytes
    text: bytes
    formats: list[PyFormat]


def run_prepared(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a statement that is one of few texts, within the current transaction, and return its rows."""
    current = connections[DEFAULT_DB_ALIAS]
    if current.queries_logged or current.execute_wrappers:
        with current.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())
    current.ensure_connection()
    current.validate_no_broken_transaction()
    with current.wrap_database_errors:
        return _run(current.connection, _statement(sql), values)


@cache
def _statement(sql: str) -> Statement:
    first, *others = sql.split("%s")
    text = (first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))).encode()
    return Statement(b"ledger_" + sm3(text)[:8].hex().encode(), text, [PyFormat.TEXT] * len(others))


def _run(raw: Connection[Any], statement: Statement, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    session = _sessions.get(raw) or _sessions.setdefault(raw, Session(raw))
    bound = session.values.dump_sequence(values, statement.formats)
    with raw.lock:
        if statement.name not in session.names:
            _prepare(raw, statement)
            session.names.add(statement.name)
        if raw.pgconn.transaction_status == IDLE and not raw.autocommit:
            result = _begin_with(raw, statement, bound)
        else:
            raw.pgconn.send_query_prepared(statement.name, bound)
            result = raw.wait(execute(raw.pgconn))[0]
    _check(raw, result)
    session.values.set_pgresult(result)
    return session.values.load_rows(0, result.ntuples, tuple)


def _prepare(raw: Connection[Any], statement: Statement) -> None:
    raw.pgconn.send_prepare(statement.name, statement.text)
    _check(raw, raw.wait(execute(raw.pgconn))[0])


def _begin_with(raw: Connection[Any], statement: Statement, bound: Sequence[Any]) -> PGresult:
    """Begin the transaction in the same round trip as its first statement."""
    pgconn = raw.pgconn
    pgconn.enter_pipeline_mode()
    try:
        pgconn.send_query_params(BEGIN, None)
        pgconn.send_query_prepared(statement.name, bound)
        pgconn.pipeline_sync()
        begun, *others = raw.wait(_both(pgconn))
    finally:
        pgconn.exit_pipeline_mode()
    _check(raw, begun)
    return others[0]


def _both(pgconn: PGconn) -> PQGen[list[PGresult]]:
    yield from send(pgconn)
    results: list[PGresult] = []
    while True:
        found = yield from fetch_many(pgconn)
        if not found:
            raise errors.OperationalError("the connection was lost while a transaction began")
        if found[0].status == SYNC:
            return results
        results += found


def _check(raw: Connection[Any], result: PGresult) -> None:
    if result.status == FAILED:
        raise errors.error_from_result(result, encoding=raw.info.encoding)
