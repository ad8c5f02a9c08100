"""Every act on a case, in the order of the buttons."""

from tongban.ground.matters.acts import Acts, by_code
from tongban.work.cases.commitments.forms import CheckCommitment, RevokeGranted
from tongban.work.cases.elsewhere.forms import ConfirmReceipt, DoPart, HandOverPapers, TurnBackTransfer
from tongban.work.cases.forms import claims, decisions, intake, reviews
from tongban.work.cases.hearings.forms import (
    AnnounceHearing,
    AskForHearing,
    OfferHearing,
    OrderHearing,
    RecordHearing,
    WaiveHearing,
)
from tongban.work.cases.models import Case

ACTS: Acts[Case] = by_code(
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
    HandOverPapers,
    ConfirmReceipt,
    TurnBackTransfer,
    DoPart,
    decisions.Urge,
    decisions.RegisterRemedy,
    intake.TakeWithdrawal,
    decisions.Terminate,
    decisions.Archive,
    claims.ClaimCase,
    claims.PassCase,
    claims.GiveCaseBack,
)
