"""What every test of the house stands on; the database server comes from ``config.testing``."""

import gc
import logging
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "usual", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", parent=settings.get_profile("usual"), max_examples=500)  # make deep
settings.load_profile("usual")  # an example may take long on a machine that is busy with something else

KEYS = count(1)
ENTRY_KEY = b"one key for the entries of tests"


def pytest_collection_finish():
    """Let garbage collection pass by what stays to the end: modules and collected tests."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_keepdb):
    """Copy the tables instead of making them, unless a run goes on with a database that is there."""
    from django.db import connection

    from tests.tables import tables

    if not django_db_keepdb:
        connection.settings_dict["TEST"] |= {"TEMPLATE": tables(), "MIGRATE": False}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Take back what a test committed, instead of emptying every table."""
    from django.test import TransactionTestCase

    from tests.table_reset import TableReset

    with django_db_blocker.unblock():
        tables = TableReset()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: tables.put_back())
        yield tables


@pytest.fixture(autouse=True)
def own_ledger_keys(settings, tmp_path_factory):
    """Give each test keys of its own; what is built once for several carries the MAC of one and the same."""
    settings.LEDGER_KEYS = tmp_path_factory.getbasetemp() / f"keys-{next(KEYS)}"
    settings.LEDGER_KEYS.mkdir(parents=True)
    (settings.LEDGER_KEYS / "entry.key").write_bytes(ENTRY_KEY)


@pytest.fixture(autouse=True)
def own_settings(settings, own_ledger_keys):
    """Forget after each test what it set of the office; one that sets nothing asks nothing."""
    settings.SETTINGS_STAMP = settings.LEDGER_KEYS / "settings.stamp"
    yield
    from tongban.ground.office import values

    if values.VALUES.peek((0, 0)) != {}:
        values.VALUES.clear()


@pytest.fixture
def lose_entry_key(settings):
    """Return what takes the key of entries away, as a process that starts afterwards finds it."""
    from tongban.ground.ledger import macs

    def lose():
        (settings.LEDGER_KEYS / macs.CURRENT).rename(settings.LEDGER_KEYS / "kept elsewhere")
        macs._current.cache_clear()

    return lose


@pytest.fixture(scope="session")
def listener():
    """Listen to all that an operator is told at the level of a serving office."""
    from tests.log.listener import Listener

    listener = Listener()
    logging.getLogger().addHandler(listener)
    logging.getLogger("tongban").setLevel(logging.INFO)
    return listener


@pytest.fixture(autouse=True)
def log_names_nobody(listener):
    """Fail a test in which a line of the log may name somebody."""
    yield
    found, listener.found = listener.found, []
    if found:
        pytest.fail(f"the log may name somebody: {found}")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hash passwords quickly: no test asks how slow it is."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def built():
    """Keep what acts left behind, for the tests of one worker."""
    return {}


@pytest.fixture
def once(db, built):
    """Return a way to do an act for the first test that asks, and to pour its rows in for later ones."""
    from tests.once import Once

    return Once(built)
