"""A Spark cluster of its own on the loopback: a master and two workers, each a process."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tongban.account.insight.engines.java import java_home, logging

UP_WITHIN = 120
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Start a master and its workers, give the master's address, and end them all."""
    port = _free_port()
    address = f"spark://127.0.0.1:{port}"
    with ExitStack() as running:
        master = running.enter_context(_process(folder / "master", MASTER, "--port", str(port)))
        _await(master, port)
        for number in range(workers):
            place = folder / f"worker-{number}"
            options = ("--cores", "1", "--memory", "512M", "--work-dir", str(place / "work"), address)
            running.enter_context(_process(place, WORKER, *options))
        yield address


@contextmanager
def _process(folder: Path, role: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    import pyspark

    folder.mkdir(parents=True)
    home = Path(pyspark.__file__).parent
    java = f"-Djava.io.tmpdir={folder} -Dlog4j2.configurationFile={logging(folder)}"
    environment = {
        **os.environ,
        "JAVA_HOME": str(java_home(folder)),
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_DAEMON_JAVA_OPTS": java,
        "SPARK_DAEMON_MEMORY": "160m",
    }
    command = [str(home / "bin" / "spark-class"), role, "--host", "127.0.0.1", "--webui-port", "0", *options]
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _await(master: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + UP_WITHIN
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert master.poll() is None, "the master ended; its output lies beside it"
            assert time.monotonic() < until, "the master does not answer"
            time.sleep(0.1)
