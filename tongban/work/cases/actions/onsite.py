"""Steps that need a check on site: nobody agrees before one was made that meets the conditions."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.work.cases.models import FieldCheck, Review


def require_site_check(review: Review) -> None:
    """Refuse to agree at a step that needs a check on site while none of this round meets the conditions."""
    if not review.step.on_site:
        return
    passed = FieldCheck.objects.filter(review=review, outcome=FieldCheck.Outcome.PASSED)
    if not passed.exists():
        raise Refused(_("This step needs a check on site that meets the conditions. Enter the check first."))
