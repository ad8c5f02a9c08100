"""Every act on a case, in the order of the buttons."""

from tongban.ground.people.models import User
from tongban.ground.people.places import line_around
from tongban.work.cases.commitments.forms import CheckCommitment, RevokeGranted
from tongban.work.cases.forms import decisions, intake, reviews
from tongban.work.cases.forms.act import Act
from tongban.work.cases.hearings.forms import (
    AnnounceHearing,
    AskForHearing,
    OfferHearing,
    OrderHearing,
    RecordHearing,
    WaiveHearing,
)
from tongban.work.cases.models import Case

ACTS: dict[str, type[Act]] = {
    act.code: act
    for act in (
        intake.Accept,
        intake.Return,
        intake.TakeCompletion,
        intake.Decline,
        intake.FindUnneeded,
        reviews.Agree,
        reviews.Object,
        reviews.SendBack,
        reviews.CheckOnSite,
        OfferHearing,
        OrderHearing,
        AskForHearing,
        WaiveHearing,
        AnnounceHearing,
        RecordHearing,
        reviews.BeginPause,
        reviews.Resume,
        reviews.Extend,
        decisions.Grant,
        decisions.Refuse,
        decisions.Reconsider,
        decisions.Issue,
        decisions.Deliver,
        decisions.DeliverRefusal,
        decisions.OrderCourier,
        CheckCommitment,
        RevokeGranted,
        decisions.Urge,
        decisions.RegisterRemedy,
        intake.TakeWithdrawal,
        decisions.Terminate,
        decisions.Archive,
    )
}


def open_to(case: Case, user: User) -> list[type[Act]]:
    """Return the acts that this person may do on the case now: the buttons of its page."""
    permitted = [act for act in ACTS.values() if act.is_permitted(user) and act.is_open(case, user)]
    if not any(act.by_division for act in permitted):
        return permitted
    handles = case.division_id in line_around(user)
    return [act for act in permitted if handles or not act.by_division]
