"""The settings of channels and of the service: read, changed, brought in and given out as one document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import TypeAdapter

from chalicelib.actions.context import Context
from chalicelib.actions.shared.deeds import deed_of
from chalicelib.actions.shared.requests import Request, channel_of
from chalicelib.domain.audit import Act, Deed, Detail
from chalicelib.domain.channel import Channel
from chalicelib.domain.configuration import (
    MOST_CHANNELS,
    Choices,
    Fault,
    KeptChannel,
    KeptService,
    faults_of,
    faults_of_service,
    in_force,
)
from chalicelib.domain.races import Contended, Outdated
from chalicelib.protocol import configuration as settings
from chalicelib.protocol.requests import Asked, BadRequest, Nothing, Query

Kept = KeptChannel | KeptService
Document = TypeVar("Document", KeptChannel, KeptService)
SERVICE = "service"


def read_channel(context: Context, request: Request[Nothing, Query]) -> settings.ChannelSettingsView:
    """The settings of a channel with their version, for who wants to change them."""
    return _channel_shown(_every(context)[channel_of(context, request).id])


def replace_channel(context: Context, request: Request[settings.PutChannel, Query]) -> settings.ChannelSettingsView:
    """New settings of a channel, if nobody has changed them since they were read; in force within a minute."""
    id, asked = channel_of(context, request).id, request.body
    after = _kept(context, request, KeptChannel(_channel(id, asked.settings), asked.version))
    _refuse("settings", faults_of(after.channel))
    _save(context, [after], [_deed(context, request, Act.SETTINGS_CHANGED, after)])
    return _channel_shown(after)


def add_channel(context: Context, request: Request[settings.AddChannel, Query]) -> settings.ChannelSettingsView:
    """One more channel, without a line of code; in force within a minute."""
    asked, known = request.body, _every(context)
    after = _kept(context, request, KeptChannel(_channel(asked.channel, asked.settings)))
    _refuse("settings", faults_of(after.channel))
    if asked.channel in known or asked.channel == SERVICE:
        raise BadRequest("invalid", (("channel", "duplicate"),))
    if len(known) >= MOST_CHANNELS:
        raise BadRequest("invalid", (("channel", "too_long"),))
    _save(context, [after], [_deed(context, request, Act.CHANNEL_ADDED, after)])
    return _channel_shown(after)


def read_service(context: Context, _: Request[Nothing, Query]) -> settings.ServiceSettingsView:
    """The settings of the service with their version, for who wants to change them."""
    return _service_shown(context.configuration.all(fresh=True).service)


def replace_service(context: Context, request: Request[settings.PutService, Query]) -> settings.ServiceSettingsView:
    """New settings of the service, if nobody has changed them since they were read; in force within a minute."""
    asked = request.body
    after = _kept(context, request, KeptService(_choices(asked.settings), asked.version))
    _refuse("settings", faults_of_service(after.chosen))
    _save(context, [after], [_deed(context, request, Act.SETTINGS_CHANGED, after)])
    return _service_shown(after)


def read_everything(context: Context, _: Request[Nothing, Query]) -> settings.EverythingView:
    """All settings in one document, to keep or to bring in again."""
    service = context.configuration.all(fresh=True).service
    return settings.EverythingView(
        channels=tuple(map(_document, _every(context).values())),
        service=settings.ServiceDocument(version=service.version, settings=_chosen_shown(service)),
    )


def replace_everything(context: Context, request: Request[settings.PutEverything, Query]) -> settings.EverythingView:
    """All settings of a document, or none where one of them is wrong or was changed since they were given out."""
    asked, known = request.body, _every(context)
    channels = [
        _kept(context, request, KeptChannel(_channel(one.channel, one.settings), one.version)) for one in asked.channels
    ]
    service = _kept(context, request, KeptService(_choices(asked.service.settings), asked.service.version))
    _refuse_everything(channels, service)
    if len(known.keys() | {one.channel.id for one in channels}) > MOST_CHANNELS:
        raise BadRequest("invalid", (("channels", "too_long"),))
    acts = [Act.SETTINGS_CHANGED if one.channel.id in known else Act.CHANNEL_ADDED for one in channels]
    deeds = [_deed(context, request, act, one) for act, one in zip(acts, channels, strict=True)]
    _save(context, [*channels, service], [*deeds, _deed(context, request, Act.SETTINGS_CHANGED, service)])
    return read_everything(context, Request(Nothing(), request.query, {}, request.language, request.staff))


def _every(context: Context) -> dict[str, KeptChannel]:
    return dict(in_force(context.service.seed, context.configuration.all(fresh=True).channels))


def _channel(id: str, asked: settings.ChannelSettings) -> Channel:
    return TypeAdapter(Channel).validate_python({"id": id} | asked.model_dump(exclude_none=True))


def _choices(asked: settings.ServiceSettings) -> Choices:
    return Choices(asked.on_call, asked.places, asked.one_in)


def _kept(context: Context, request: Request[Asked, Query], before: Document) -> Document:
    return replace(before, version=before.version + 1, changed_at=context.now(), by=request.staff.shown)


def _deed(context: Context, request: Request[Asked, Query], act: Act, after: Kept) -> Deed:
    on = after.channel.id if isinstance(after, KeptChannel) else SERVICE
    return deed_of(context, request.staff, act, on, {Detail.VERSION: str(after.version)})


def _save(context: Context, changed: Sequence[Kept], deeds: Sequence[Deed]) -> None:
    try:
        context.configuration.replace(changed, deeds)
    except (Outdated, Contended):
        raise BadRequest("outdated") from None
    context.service.forget()


def _refuse(place: str, found: Iterable[Fault]) -> None:
    if faults := tuple((f"{place}.{one.place}", one.kind) for one in found):
        raise BadRequest("invalid", faults)


def _refuse_everything(channels: Sequence[KeptChannel], service: KeptService) -> None:
    _refuse("channels", _faults_of_all(channels))
    _refuse("service.settings", faults_of_service(service.chosen))


def _faults_of_all(channels: Sequence[KeptChannel]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, one in enumerate(channels):
        yield from (Fault(f"{n}.settings.{fault.place}", fault.kind) for fault in faults_of(one.channel))
        if one.channel.id in seen or one.channel.id == SERVICE:
            yield Fault(f"{n}.channel", "duplicate")
        seen.add(one.channel.id)


def _channel_shown(kept: KeptChannel) -> settings.ChannelSettingsView:
    shown = _document(kept)
    return settings.ChannelSettingsView(
        channel=shown.channel, version=kept.version, changed_at=kept.changed_at, by=kept.by, settings=shown.settings
    )


def _document(kept: KeptChannel) -> settings.ChannelDocument:
    described = TypeAdapter(Channel).dump_python(kept.channel, exclude_none=True)
    id = described.pop("id")
    return settings.ChannelDocument(
        channel=id, version=kept.version, settings=settings.ChannelSettings.model_validate(described)
    )


def _service_shown(kept: KeptService) -> settings.ServiceSettingsView:
    return settings.ServiceSettingsView(
        version=kept.version, changed_at=kept.changed_at, by=kept.by, settings=_chosen_shown(kept)
    )


def _chosen_shown(kept: KeptService) -> settings.ServiceSettings:
    return settings.ServiceSettings(on_call=kept.chosen.on_call, places=kept.chosen.places, one_in=kept.chosen.one_in)
