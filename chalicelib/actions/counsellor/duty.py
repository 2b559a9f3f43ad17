"""On duty, off duty, paused: what a counsellor offers."""

from chalicelib.actions.context import Caller, Context
from chalicelib.actions.counsellor.desk import staff_of
from chalicelib.actions.shared.changes import change_duty
from chalicelib.actions.shared.lights import light_of
from chalicelib.actions.shared.refusals import About, Refusal
from chalicelib.domain import duty as duties
from chalicelib.domain.connection import StaffConnection
from chalicelib.domain.duty import Duty
from chalicelib.protocol import inbound, outbound


def take_duty(context: Context, caller: Caller, frame: inbound.DutyFrame) -> outbound.OnDutyFrame:
    """On duty in a channel with so many slots; also after a reconnect, and to change the number."""
    staff = staff_of(context, caller)
    if frame.channel not in staff.channels or frame.channel not in context.service:
        raise Refusal("not_yours")
    before, after = change_duty(
        context,
        staff.counsellor,
        lambda duty: _on_duty(context, staff, frame, duty),
        missing=_on_duty(context, staff, frame, None),
    )
    _replace_desk(context, before, staff)
    _follow(context, before, after)
    return _where(context, after)


def _on_duty(context: Context, staff: StaffConnection, frame: inbound.DutyFrame, before: Duty | None) -> Duty:
    paused = before is not None and before.on and not before.available
    return Duty(
        counsellor=staff.counsellor,
        first_name=staff.first_name,
        channel=frame.channel,
        slots=frame.slots,
        available=not paused,
        connection=staff.connection,
        seen_at=context.now(),
        idle_since=before.idle_since if before and before.on else context.now(),
        look_at=duties.look_soon(before, context.now()),
        held=before.held if before else (),
        version=before.version if before else 0,
    )


def _replace_desk(context: Context, before: Duty | None, staff: StaffConnection) -> None:
    """The newest desk wins: an older one is told and closed."""
    if before and before.connection != staff.connection:
        context.push.push(before.connection, Refusal("replaced").frame(About()))
        context.push.close(before.connection)
        context.connections.forget(before.connection)
        context.desks.forget(staff.counsellor, before.connection)


def _follow(context: Context, before: Duty | None, after: Duty | None) -> None:
    """The desk waits for the light of the channel that it is on duty for, as a visitor does, and for no other.

    Before the light of now is looked up: one that flips in between is told.
    """
    now_on = after if after and after.on else None
    if before and (now_on is None or (before.channel, before.connection) != (now_on.channel, now_on.connection)):
        context.channels.unwatch(before.channel, before.connection)
    if now_on:
        context.channels.watch(now_on.channel, now_on.connection, "nl", context.now(), desk=True)


def _where(context: Context, duty: Duty | None) -> outbound.OnDutyFrame:
    conversations = duty.conversations if duty else ()
    if duty is None or not duty.on:
        return outbound.OnDutyFrame(on=False, conversations=conversations)
    return outbound.OnDutyFrame(
        on=True,
        channel=duty.channel,
        slots=duty.slots,
        available=duty.available,
        conversations=conversations,
        light=light_of(context, duty.channel, context.now()).value,
    )


def leave_duty(context: Context, caller: Caller) -> outbound.OnDutyFrame:
    """Off duty: no new conversations; those under way stay until they end."""
    staff = staff_of(context, caller)
    before, after = change_duty(context, staff.counsellor, lambda duty: _off(context, staff, duty))
    _follow(context, before, after)
    return _where(context, after)


def _off(context: Context, staff: StaffConnection, duty: Duty) -> Duty:
    _only_this_desk(duty, staff)
    return duty if not duty.on else duties.off(duty, context.now())


def _only_this_desk(duty: Duty, staff: StaffConnection) -> None:
    if duty.connection != staff.connection:
        raise Refusal("replaced")


def set_available(context: Context, caller: Caller, frame: inbound.AvailableFrame) -> outbound.OnDutyFrame:
    """Pauses, or takes new conversations again."""
    staff = staff_of(context, caller)
    after = change_duty(context, staff.counsellor, lambda duty: _available(context, staff, duty, frame))[1]
    return _where(context, after)


def _available(context: Context, staff: StaffConnection, duty: Duty, frame: inbound.AvailableFrame) -> Duty:
    _only_this_desk(duty, staff)
    if not duty.on:
        raise Refusal("not_now")
    return duties.with_availability(duty, frame.available, context.now())
