"""Run in an environment of its own: tickets a second by django-helpdesk's API on the same server, by the test client.

``python peer_tickets.py CONNECTION SECONDS PROCESSES`` prints the rate; nothing of the house is imported.
"""

import json
import multiprocessing
import sys
import time
from typing import Any

APPS = [
    *("auth", "contenttypes", "sessions", "messages", "admin", "humanize", "sites"),
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
DATABASE = "peer_tickets"


def settle(address: dict[str, Any]) -> None:
    """Set Django up with the peer on a database of its own."""
    import django
    import psycopg
    from django.conf import settings

    known: dict[str, Any] = {name: value for name, value in address.items() if value}
    with psycopg.connect(**known, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    engine = {"ENGINE": "django.db.backends.postgresql", "NAME": DATABASE}
    settings.configure(
        SECRET_KEY="of a benchmark",  # noqa: S106
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": engine | {name.upper(): str(value) for name, value in known.items()}},
        INSTALLED_APPS=[
            *(f"django.contrib.{name}" for name in APPS),
            "rest_framework",
            "helpdesk",
        ],
        MIDDLEWARE=MIDDLEWARE,
        ROOT_URLCONF="peer_urls",
        SITE_ID=1,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "django.template.context_processors.request",
                    ]
                },
            }
        ],
        HELPDESK_TEAMS_MODE_ENABLED=False,
        HELPDESK_ACTIVATE_API_ENDPOINT=True,
    )
    module = type(sys)("peer_urls")
    sys.modules["peer_urls"] = module
    django.setup()
    from django.core.management import call_command
    from django.urls import include, path

    vars(module)["urlpatterns"] = [path("", include("helpdesk.urls", namespace="helpdesk"))]
    call_command("migrate", verbosity=0)


def prepare() -> int:
    """Make an agent and a queue; return the queue."""
    from django.contrib.auth import get_user_model
    from helpdesk.models import Queue  # type: ignore[import-not-found]

    get_user_model().objects.create_superuser("agent", "agent@example.invalid", "agent")
    return int(Queue.objects.create(title="12345", slug="hotline").pk)


def work(queue: int, seconds: float, gate: Any, done: Any) -> None:
    """File tickets for some seconds."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(username="agent"))
    said = {"queue": queue, "title": "诉求", "description": "工地夜间施工，无法休息。", "priority": 3}
    said |= {"submitter_email": "caller@example.invalid", "status": 1}

    def act() -> None:
        response = client.post("/api/tickets/", said, content_type="application/json")
        if response.status_code != 201:
            raise SystemExit(f"{response.status_code}: {response.content[:500]!r}")

    act()
    gate.wait()
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        act()
        count += 1
    done.put(count / (time.perf_counter() - started))


def main(address: str, seconds: str, processes: str) -> None:
    settle(json.loads(address))
    queue = prepare()
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    gate, done = context.Barrier(int(processes)), context.Queue()
    running = [
        context.Process(target=work, args=(queue, float(seconds), gate, done)) for _ in range(int(processes))
    ]
    for each in running:
        each.start()
    print(sum(done.get(timeout=120) for _ in running))


if __name__ == "__main__":
    main(*sys.argv[1:])
