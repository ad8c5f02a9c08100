"""What officers keep on their own desks: the filters of a list under a name. Nothing of a case changes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.cases.models import SavedView

MOST_VIEWS = 12


@transaction.atomic
def save_view(page: str, name: str, query: str, *, by: User) -> SavedView:
    """Keep the filters of a list under a name; the same name again keeps the new ones."""
    own = SavedView.objects.filter(owner=by, page=page)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise Refused(
            _("At most %(most)d views are kept of a list. Remove one first.") % {"most": MOST_VIEWS}
        )
    kept, _is_new = SavedView.objects.update_or_create(
        owner=by, page=page, name=name, defaults={"query": query}
    )
    return kept


@transaction.atomic
def remove_view(view: SavedView, *, by: User) -> None:
    """Remove a view of one's own."""
    SavedView.objects.filter(pk=view.pk, owner=by).delete()
