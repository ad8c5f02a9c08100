"""The live server: one process that tells browsers what changes while they look on (docs/decisions/live-events.md).

``python -m tongban.operations.live_server HOST PORT PARENT`` is started by the web server, answers under /stream/ for
every room that has a ``live.py``, and holds one connection that listens for what the database announces.
"""

import asyncio
import logging
import os
import signal
import sys
from typing import Any

from tongban.operations.start import start_django

LOG = logging.getLogger(__name__)
PARENT_SECONDS = 1.0
AGAIN_SECONDS = 2.0
PATIENCE_SECONDS = 3.0
BACKLOG = 4096
MOST_REQUESTS = 10_000
"""How many requests are answered at a time, open streams among them."""


class LiveServer:
    """The services of all rooms behind one address, and the connection by which they hear of changes."""

    def __init__(self) -> None:
        from tongban.ground.ledger.rooms import modules_named

        services = [module.SERVICE() for module in modules_named("live")]
        self.services = {service.name: service for service in services}
        self.requests: set[asyncio.Task[Any] | None] = set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Hand a request to the service that its address names."""
        from tongban.ground.exchange.live_requests import LiveRequest

        if scope["type"] != "http":
            return
        request = LiveRequest(scope, receive, send)
        service = self.services.get(request.parts[0]) if request.parts else None
        task = asyncio.current_task()
        self.requests.add(task)
        try:
            await (service.answer(request) if service else request.reply(404))
        finally:
            self.requests.discard(task)

    def end_requests(self) -> None:
        """End every answer that is under way: streams would never end by themselves."""
        for task in self.requests:
            if task is not None:
                task.cancel()

    async def run(self, server: str) -> None:
        """Do what the services do beside answering, and pass on what is announced."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            for service in self.services.values():
                tasks.create_task(service.run(server))

    async def _listen(self) -> None:
        """Listen for changes; after a lost connection anything may have changed."""
        import psycopg

        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as session:
                    await self._pass_on(session)
            except psycopg.OperationalError as error:
                LOG.warning("the live server has lost the database and asks again", exc_info=error)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _pass_on(self, session: Any) -> None:
        from tongban.ground.exchange.live_topics import CHANNEL

        await session.execute(f"LISTEN {CHANNEL}")
        for service in self.services.values():
            service.changed("")
        async for said in session.notifies():
            name, _, reference = said.payload.partition(" ")
            if name in self.services and reference:
                self.services[name].changed(reference)


def _address() -> str:
    """Return the address of the database that Django uses."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    used = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: used[key] for name, key in names.items() if used[key]}
    plain = {name: value for name, value in used["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo(**given, **plain)


async def serve(host: str, port: int, parent: int) -> None:
    """Serve until told to stop, or until the parent is gone."""
    from granian.constants import Interfaces
    from granian.server.embed import Server

    application = LiveServer()
    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        backlog=BACKLOG,
        backpressure=MOST_REQUESTS,
        websockets=False,
        log_enabled=False,
    )
    running = asyncio.ensure_future(application.run(f"live:{port}"))
    serving = asyncio.ensure_future(server.serve())
    told = asyncio.ensure_future(_end(parent))
    await asyncio.wait((running, serving, told), return_when=asyncio.FIRST_COMPLETED)
    application.end_requests()
    server.stop()
    for task in (running, told):
        task.cancel()
    await asyncio.wait((running, serving, told), timeout=PATIENCE_SECONDS)


async def _end(parent: int) -> None:
    """Return once the process is told to stop, or its parent is gone."""
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    while os.getppid() == parent and not told.is_set():
        try:
            async with asyncio.timeout(PARENT_SECONDS):
                await told.wait()
        except TimeoutError:
            continue


def _allow_many_files() -> None:
    """Let this process have as many connections open as the system allows it."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def main(host: str, port: str, parent: str) -> None:
    """Start Django and serve."""
    start_django()
    _allow_many_files()
    asyncio.run(serve(host, int(port), int(parent)))


if __name__ == "__main__":
    main(*sys.argv[1:])
