"""Readers of the public account, and of the items, follow them by feed."""

from xml.etree import ElementTree as Xml

import pytest

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return Xml.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - our own answer


def test_every_published_version_is_in_the_feed(client, published):
    found = entries(client.get("/open/feed/"))

    versions = published.versions.exclude(published_at=None)
    assert len(found) == versions.count() > 0
    links = [each.find(f"{ATOM}link").get("href") for each in found]
    assert all(client.get(link).status_code == 200 for link in links)
    assert versions.first().digest in "".join(each.find(f"{ATOM}summary").text for each in found)


def test_a_draft_is_not_in_the_feed(client, drafted):
    assert not entries(client.get("/open/feed/"))


def test_a_reader_who_has_it_already_gets_nothing_again(client, published):
    first = client.get("/open/feed/")

    again = client.get("/open/feed/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_the_pages_name_their_feeds(client, published):
    assert 'href="/open/feed/"' in client.get("/open/").content.decode()
    assert 'href="/items/feed/"' in client.get("/items/").content.decode()
    assert not entries(client.get("/items/feed/"))
