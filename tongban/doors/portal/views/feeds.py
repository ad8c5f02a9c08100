"""Feeds (Atom) for readers of the public account and of the items: what was published last, and by which address."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import conditional_page

from tongban.account.evaluation.models import Version
from tongban.account.evaluation.queries.versions import all_published
from tongban.ground.kit.access import public
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.versions import published_versions

MOST = 50


class Accounts(Feed):  # type: ignore[type-arg]  # Django's is not generic at run time
    """Every version of every published account, corrections as news of their own."""

    feed_type = Atom1Feed
    title = gettext_lazy("Published accounts")
    subtitle = gettext_lazy("What the department promised, what it spent, what it reached.")

    def link(self) -> str:
        """Return the page that the feed follows."""
        return reverse("portal:accounts")

    def items(self) -> QuerySet[Version]:
        """Return what was published last."""
        return all_published()[:MOST]

    def item_title(self, item: Version) -> str:
        """Return the title with the number of the version."""
        return _("%(title)s, version %(number)d") % {"title": item.evaluation.title, "number": item.number}

    def item_description(self, item: Version) -> str:
        """Return whose account it is, and the digest by which anybody checks it."""
        said = {"department": item.evaluation.department, "year": item.evaluation.year, "digest": item.digest}
        return _("Account %(year)d of %(department)s. SM3 digest: %(digest)s") % said

    def item_link(self, item: Version) -> str:
        """Return the page of the version."""
        return reverse("portal:version", args=[item.evaluation.reference, item.number])

    def item_updateddate(self, item: Version) -> datetime | None:
        """Return when it was published."""
        return item.published_at

    item_pubdate = item_updateddate


class Items(Feed):  # type: ignore[type-arg]  # Django's is not generic at run time
    """Every published version of an item: new ones, and what changed."""

    feed_type = Atom1Feed
    title = gettext_lazy("New and changed items")
    subtitle = gettext_lazy("What can be applied for, as published last.")

    def link(self) -> str:
        """Return the page that the feed follows."""
        return reverse("items:search")

    def items(self) -> QuerySet[ItemVersion]:
        """Return what was published last."""
        return published_versions().select_related("item__division").order_by("-published_at", "-pk")[:MOST]

    def item_title(self, item: ItemVersion) -> str:
        """Return the item with the number of its version."""
        return _("%(title)s, version %(number)d") % {"title": item.item.name, "number": item.number}

    def item_description(self, item: ItemVersion) -> str:
        """Return in short what it is, and who handles it."""
        return "\n".join(filter(None, [item.summary, str(item.item.division)]))

    def item_link(self, item: ItemVersion) -> str:
        """Return the guide."""
        return reverse("items:guide", args=[item.item.code])

    def item_guid(self, item: ItemVersion) -> str:
        """Return what tells this version from the next at the same address."""
        return f"urn:x-tongban:{item.reference}"

    def item_updateddate(self, item: ItemVersion) -> datetime | None:
        """Return when it was published."""
        return item.published_at

    item_pubdate = item_updateddate


accounts = public(conditional_page(Accounts()))
items = public(conditional_page(Items()))
