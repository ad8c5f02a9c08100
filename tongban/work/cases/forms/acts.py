"""Every act on a case, in the order of the buttons."""

from tongban.ground.people.models import User
from tongban.work.cases.forms import deciding, hearing, intake, reviewing, trust
from tongban.work.cases.forms.act import Act
from tongban.work.cases.models import Case
from tongban.work.cases.queries.places import line_around

ACTS: dict[str, type[Act]] = {
    act.code: act
    for act in (
        intake.Accept,
        intake.Return,
        intake.TakeCompletion,
        intake.Decline,
        intake.FindUnneeded,
        reviewing.Agree,
        reviewing.Object,
        reviewing.SendBack,
        reviewing.CheckOnSite,
        hearing.OfferHearing,
        hearing.OrderHearing,
        hearing.AskForHearing,
        hearing.WaiveHearing,
        hearing.AnnounceHearing,
        hearing.RecordHearing,
        reviewing.BeginPause,
        reviewing.Resume,
        reviewing.Extend,
        deciding.Grant,
        deciding.Refuse,
        deciding.Reconsider,
        deciding.Issue,
        deciding.Deliver,
        deciding.DeliverRefusal,
        deciding.OrderCourier,
        trust.CheckCommitment,
        trust.RevokeGranted,
        deciding.Urge,
        deciding.RegisterRemedy,
        intake.TakeWithdrawal,
        deciding.Terminate,
        deciding.Archive,
    )
}


def open_to(case: Case, user: User) -> list[type[Act]]:
    """Return the acts that this person may do on the case now: the buttons of its page."""
    permitted = [act for act in ACTS.values() if act.is_permitted(user) and act.is_open(case, user)]
    if not any(act.by_division for act in permitted):
        return permitted
    handles = case.division_id in line_around(user)
    return [act for act in permitted if handles or not act.by_division]
