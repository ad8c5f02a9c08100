"""Spark over the same Parquet files: for what one machine cannot hold.

Files reach the workers by path: the folder of snapshots is shared with every worker under the same name. A master is
``spark://host:port``, or ``local[2]`` for two threads of this process. Only SQL travels: workers need no Python.
"""

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tongban.account.insight.engines.java import java_home, logging
from tongban.account.insight.engines.protocol import EngineDown, refuse_faults
from tongban.account.insight.snapshot.manifests import (
    CorruptSnapshot,
    Manifest,
    NoSnapshot,
    current_snapshot,
    faults_of,
)
from tongban.ground.kit.fact_views import Kind

SPARK_TYPES: dict[Kind, str] = {
    "text": "STRING",
    "day": "DATE",
    "moment": "TIMESTAMP_NTZ",
    "whole": "BIGINT",
    "yuan": "DECIMAL(18, 2)",
    "yes": "BOOLEAN",
}
LOCAL = re.compile(r"local(\[(\d+|\*)])?")
MEMORY = re.compile(r"([\d.]+)\s*([MG])i?B?", re.IGNORECASE)
ANSWERS_WITHIN = 5
HAS_WORKERS_WITHIN = 60
ASKED_FOR_AT_MOST = 1800
"""Seconds: until the master answers, until a worker is there, until a question is given up."""

_running: dict[str, Any] = {}
_starting = threading.Lock()


def spark_engine(master: str, manifest: Manifest | None = None) -> "SparkEngine":
    """Return the engine on a Spark master, over the current snapshot; EngineDown where it cannot start."""
    try:
        snapshot = manifest or current_snapshot()
    except (NoSnapshot, CorruptSnapshot) as error:
        raise EngineDown(str(error)) from error
    refuse_faults(faults_of(snapshot))
    return spark_over(master, snapshot)


def spark_over(master: str, snapshot: Manifest) -> "SparkEngine":
    """Return the engine over a snapshot whose files were checked."""
    with _starting, _plain_errors(master):
        session = _session(master).newSession()
        for fact in snapshot.facts:
            _view(session, snapshot, fact)
    return SparkEngine(master, snapshot, session)


def stop() -> None:
    """Stop Spark in this process, if it runs."""
    with _starting:
        while _running:
            _running.popitem()[1].stop()


@dataclass(frozen=True)
class SparkEngine:
    """A session on a Spark master whose views are the facts of one snapshot."""

    master: str
    snapshot: Manifest
    session: Any
    name: str = "spark"
    dialect: str = "pyspark"

    @property
    def manifest(self) -> str:
        """Return the digest of the snapshot's manifest."""
        return self.snapshot.digest

    def check(self) -> None:
        """Refuse where a file or a column is not what the manifest says; reads every file."""
        refuse_faults(faults_of(self.snapshot))

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Return rows by column name; a question without an answer in half an hour is given up."""
        context = self.session.sparkContext
        patience = threading.Timer(ASKED_FOR_AT_MOST, context.cancelAllJobs)
        patience.daemon = True
        patience.start()
        try:
            with _plain_errors(self.master):
                return [row.asDict() for row in self.session.sql(sql).collect()]
        finally:
            patience.cancel()


def _view(session: Any, snapshot: Manifest, fact: str) -> None:
    columns = [(name, SPARK_TYPES[kind]) for name, kind in snapshot.columns[fact]]  # type: ignore[index]
    paths = [str(snapshot.folder / part.path) for part in snapshot.of(fact) if part.rows]
    if paths:
        schema = ", ".join(f"`{name}` {kind}" for name, kind in columns)
        rows = session.read.schema(schema).parquet(*paths)
    else:
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS `{name}`" for name, kind in columns)
        rows = session.sql(f"SELECT {nothing} WHERE false")
    rows.createOrReplaceTempView(fact)


def _session(master: str) -> Any:
    """Return the session of this process on a master; another master's is stopped first."""
    known = _running.get(master)
    if known is not None and not known.sparkContext._jsc.sc().isStopped():
        return known
    address = _own_address(master)
    while _running:
        _running.popitem()[1].stop()
    _running[master] = _started(master, address)
    return _running[master]


def _own_address(master: str) -> str:
    """Return the address by which the workers reach us: the one from which the master is reached."""
    if LOCAL.fullmatch(master):
        return "127.0.0.1"
    try:
        place = urlsplit(master)
        if place.scheme != "spark" or not place.hostname or not place.port:
            raise EngineDown(_("%s is not a Spark master. Write spark://host:port or local[2].") % master)
        with socket.create_connection((place.hostname, place.port), timeout=ANSWERS_WITHIN) as line:
            address: str = line.getsockname()[0]
            return address
    except (OSError, ValueError) as error:
        raise EngineDown(
            _("The Spark master %(master)s does not answer: %(error)s. Start it, or choose duckdb.")
            % {"master": master, "error": error}
        ) from error


def _started(master: str, address: str) -> Any:
    folder = Path(settings.SPARK)
    try:
        from pyspark.sql import SparkSession

        os.environ["JAVA_HOME"] = str(java_home(folder))
    except ImportError as error:
        raise EngineDown(
            _("Spark is not installed here: %s is missing. Run pip install -r requirements/spark.txt.")
            % error.name
        ) from error
    builder = SparkSession.builder.master(master).appName("tongban")
    session = builder.config(map=_configuration(address, folder)).getOrCreate()
    if not LOCAL.fullmatch(master):
        _await_workers(session, master)
    return session


def _configuration(address: str, folder: Path) -> dict[str, str]:
    memory = _memory(settings.INSIGHT_MEMORY)
    java = f"-Djava.io.tmpdir={folder} -Duser.timezone=UTC -Dlog4j2.configurationFile={logging(folder)}"
    return {
        "spark.driver.host": address,
        "spark.driver.bindAddress": address,
        "spark.driver.memory": memory,
        "spark.driver.extraJavaOptions": java,
        "spark.executor.memory": memory,
        "spark.executor.extraJavaOptions": "-Duser.timezone=UTC",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "16",
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }


def _memory(said: str) -> str:
    """Return an amount of memory as Java reads it, in megabytes."""
    found = MEMORY.fullmatch(said.strip())
    if found is None:
        raise EngineDown(_("TONGBAN_INSIGHT_MEMORY is %s. Write it as 2GB or 512MB.") % said)
    return f"{float(found[1]) * (1024 if found[2] in 'gG' else 1):.0f}m"


def _await_workers(session: Any, master: str) -> None:
    until = time.monotonic() + HAS_WORKERS_WITHIN
    while (
        len(session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) < 2
    ):  # the first is we ourselves
        if time.monotonic() > until:
            session.stop()
            raise EngineDown(
                _(
                    "The Spark master %(master)s has no worker with %(memory)s of free memory."
                    " Start a worker, or give less in TONGBAN_INSIGHT_MEMORY."
                )
                % {"master": master, "memory": settings.INSIGHT_MEMORY}
            )
        time.sleep(0.1)


@contextmanager
def _plain_errors(master: str) -> Iterator[None]:
    """Turn what Spark throws into plain words."""
    try:
        yield
    except EngineDown:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j") and not isinstance(
            error, OSError
        ):
            raise
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise EngineDown(f"Spark on {master}: {said[0]}") from error
