"""The forms of the hotline: intake, one for each act, and the filters of lists; here in the order of the buttons."""

from tongban.ground.matters.acts import Acts, by_code
from tongban.work.hotline.forms import centre, claims, outcome, unit
from tongban.work.hotline.models import Order

ACTS: Acts[Order] = by_code(
    centre.AnswerAtOnce,
    centre.DispatchOrder,
    centre.DecideCompetence,
    centre.ReassignOrder,
    unit.SignForOrder,
    unit.ReplyToCaller,
    unit.ReturnOrder,
    unit.NoteProgress,
    unit.AskExtension,
    unit.ExtendOrder,
    unit.RefuseExtension,
    unit.SuspendOrder,
    unit.ResumeOrder,
    outcome.ReviewReply,
    outcome.SendBackReply,
    outcome.CloseOrder,
    outcome.RedoOrder,
    outcome.AttemptCall,
    unit.AppealResult,
    outcome.RuleOnAppeal,
    centre.ReleaseOrder,
    outcome.ReopenOrder,
    centre.ClassifyOrder,
    centre.KeepSecret,
    centre.AddHelperUnit,
    centre.UrgeOrder,
    centre.MergeOrder,
    centre.HandOverOrder,
    centre.ConfirmHandOver,
    claims.ClaimOrder,
    claims.PassOrder,
    claims.GiveOrderBack,
)
