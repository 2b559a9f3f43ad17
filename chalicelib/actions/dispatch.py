"""A frame becomes an action, and whatever happens becomes one answer at most."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor import answers, conversations, duty, transfer, wrap_up
from chalicelib.actions.counsellor import talk as counsellor_talk
from chalicelib.actions.shared.presence import caller_seen
from chalicelib.actions.shared.refusals import About, Refusal
from chalicelib.actions.team import board
from chalicelib.actions.visitor import resume, start, survey, watch
from chalicelib.actions.visitor import talk as visitor_talk
from chalicelib.domain.races import LostRace
from chalicelib.protocol import inbound
from chalicelib.protocol.inbound import BadFrame, Frame, read_frame
from chalicelib.protocol.outbound import PongFrame, SentFrame, to_text

Act = Callable[[Context, Caller, Frame], SentFrame | None]


def _ping(context: Context, caller: Caller, _: inbound.PingFrame) -> PongFrame:
    """Still here; the answer is the proof that the line lives, for who only waits too."""
    caller_seen(context, caller)
    return PongFrame()


# Who may send a frame is decided where it is carried out: by the connection that is bound to the
# conversation, or by the ticket that opened the desk.
ACTIONS: dict[type[object], Act] = {
    frame: cast("Act", act)
    for frame, act in {
        inbound.WatchFrame: watch.watch,
        inbound.StartFrame: start.start,
        inbound.ResumeByTokenFrame: resume.resume_with_token,
        inbound.ResumeByNicknameFrame: resume.resume_with_nickname,
        inbound.VisitorSayFrame: visitor_talk.say,
        inbound.VisitorTypingFrame: visitor_talk.show_typing,
        inbound.VisitorReplayFrame: visitor_talk.replay,
        inbound.HereFrame: visitor_talk.answer_silence,
        inbound.VisitorEndFrame: visitor_talk.end_own,
        inbound.SurveyFrame: survey.survey,
        inbound.PingFrame: _ping,
        inbound.DutyFrame: duty.take_duty,
        inbound.OffDutyFrame: lambda context, caller, _: duty.leave_duty(context, caller),
        inbound.AvailableFrame: duty.set_available,
        inbound.ColleaguesFrame: lambda context, caller, _: transfer.colleagues(context, caller),
        inbound.AttachFrame: conversations.attach,
        inbound.CounsellorSayFrame: counsellor_talk.say,
        inbound.CounsellorTypingFrame: counsellor_talk.show_typing,
        inbound.CounsellorReplayFrame: counsellor_talk.replay,
        inbound.CounsellorEndFrame: counsellor_talk.end_held,
        inbound.BlockFrame: conversations.block,
        inbound.TransferFrame: transfer.transfer,
        inbound.WithdrawFrame: transfer.withdraw,
        inbound.NoteFrame: conversations.note,
        inbound.WrapUpFrame: wrap_up.wrap_up,
        inbound.AcceptFrame: answers.accept,
        inbound.DeclineFrame: answers.decline,
        inbound.BoardFrame: board.show_board,
    }.items()
}


# These say by themselves that somebody is there, or come before there is anything to be there for.
SEEN_BY_THEMSELVES = frozenset(
    {
        inbound.WatchFrame,
        inbound.StartFrame,
        inbound.ResumeByTokenFrame,
        inbound.ResumeByNicknameFrame,
        inbound.VisitorSayFrame,
        inbound.VisitorTypingFrame,
        inbound.CounsellorSayFrame,
        inbound.CounsellorTypingFrame,
        inbound.PingFrame,
        inbound.BoardFrame,
    }
)


def answer(context: Context, caller: Caller, body: str | None) -> str | None:
    """The text to send back for a frame, or None. Never raises: a bad frame costs a refusal and nothing else."""
    began, about = context.now(), About()
    try:
        hurry = not context.hurry.frames.allows(caller.connection, began)
        frame = read_frame(body)
        about = _about(frame)
        if hurry:
            # Read first, so that the page knows what to send again: the frame is named, and nothing was asked.
            raise Refusal("too_fast", retry_after=5)
        sent = ACTIONS[type(frame)](context, caller, frame)
        if type(frame) not in SEEN_BY_THEMSELVES:
            caller_seen(context, caller)
    except BadFrame as bad:
        context.log.note("bad_frame", frame=bad.frame, faults=bad.faults)
        sent = Refusal("invalid", faults=bad.faults).frame(About(frame=bad.frame))
    except Refusal as refusal:
        sent = refusal.frame(about)
    except LostRace as race:
        context.log.fault("contended", race, frame=about.frame)
        sent = Refusal("failed").frame(about)
    except Exception as error:
        context.log.fault("failed", error, frame=about.frame)
        sent = Refusal("failed").frame(about)
    _note(context, began, about, sent)
    return to_text(sent) if sent else None


def _note(context: Context, began: datetime, about: About, sent: SentFrame | None) -> None:
    """One line a frame: what kind, whether it was refused and how long it took; never who or what."""
    took = round((context.now() - began) / timedelta(milliseconds=1))
    context.log.note("frame", frame=about.frame, reason=getattr(sent, "reason", None), ms=took)


def _about(frame: Frame) -> About:
    return About(
        frame=frame.type,
        conversation=getattr(frame, "conversation", None),
        n=getattr(frame, "n", None),
        id=getattr(frame, "id", None),
        language=getattr(frame, "language", "nl"),
    )
