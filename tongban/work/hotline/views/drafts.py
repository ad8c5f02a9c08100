"""What an agent has typed so far: whose call it is for, and keeping it."""

from django.utils.timezone import now

from tongban.ground.kit.access import StaffRequest
from tongban.work.hotline.actions.calls import keep_draft
from tongban.work.hotline.forms.desk import typed_of
from tongban.work.hotline.models import PhoneCall
from tongban.work.hotline.queries.calls import call_of


def typing_for(request: StaffRequest) -> PhoneCall | None:
    """Return the call whose order is being written: answered, and without an order yet."""
    call = call_of(request.user)
    return call if call is not None and call.answered_at is not None and call.order_id is None else None


def keep_typed(request: StaffRequest) -> None:
    """Keep the draft, but for a confidential report: that stands nowhere before it stands in its seal."""
    call = typing_for(request)
    if request.POST.get("call") != (call.reference if call else ""):
        return  # typed for a call that is over, or beside the desk
    is_sealed = bool(request.POST.get("is_confidential"))
    keep_draft(request.user, call, {} if is_sealed else typed_of(request.POST), at=now())
