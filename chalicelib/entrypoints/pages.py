"""The pages and what they fetch, at their addresses."""

from collections.abc import Callable, Mapping

from chalicelib.actions.shared.refusals import elsewhere
from chalicelib.domain.channel import Channel, named
from chalicelib.entrypoints.guard import Event
from chalicelib.entrypoints.request import header_of, language_of, path_of, query_of
from chalicelib.protocol.words import LANGUAGES, Language
from chalicelib.settings import Settings
from chalicelib.web.pages import ChannelShown, Page, PageSettings, asset, page, widget

Channels = Mapping[str, Channel]
Serve = Callable[[Settings, Callable[[], Channels], Event], Page]


def page_settings(settings: Settings, channels: Channels, language: Language) -> PageSettings:
    """What pages are told about the deployment, in one language."""
    return PageSettings(
        socket_url=settings.websocket_url,
        channels=_channels(channels, language),
        manager_name=settings.manager_name,
        manager_email=settings.manager_email,
        host_origins=sorted(settings.origins),
        trials=sorted(settings.trials),
        oidc=_oidc(settings),
    )


def _channels(channels: Channels, language: Language) -> Mapping[str, ChannelShown]:
    return {
        channel.id: ChannelShown(
            named(channel.name, language), elsewhere(channel, language).model_dump(mode="json", exclude_none=True)
        )
        for channel in channels.values()
    }


def _oidc(settings: Settings) -> Mapping[str, str] | None:
    if not settings.oidc_issuer:
        return None
    return {
        "issuer": settings.oidc_issuer,
        "client_id": settings.oidc_client_id,
        "authorize_url": settings.oidc_authorize_url,
        "token_url": settings.oidc_token_url,
        "logout_url": settings.oidc_logout_url,
        "scope": "openid email profile",
        # The ID token: only it says the first name, which visitors are told.
        "token_use": "id",
    }


def _named(name: str) -> Serve:
    def serve(settings: Settings, channels: Callable[[], Channels], event: Event) -> Page:
        language = language_of(event)
        told = page_settings(settings, channels(), language)
        packing = header_of(event, "accept-encoding")
        channel = path_of(event).get("channel")
        return page(name, told, language=language, channel=channel, accept_encoding=packing)

    return serve


def _asset(_: Settings, __: Callable[[], Channels], event: Event) -> Page:
    path = path_of(event)
    tag, packing = header_of(event, "if-none-match"), header_of(event, "accept-encoding")
    return asset(f"{path['room']}/{path['file']}", tag, packing, query_of(event).get("v"))


def _widget(_: Settings, channels: Callable[[], Channels], event: Event) -> Page:
    known = channels()
    told: Mapping[str, Mapping[str, ChannelShown]] = {each: _channels(known, each) for each in LANGUAGES}
    tag, packing = header_of(event, "if-none-match"), header_of(event, "accept-encoding")
    return widget(told, tag, packing, query_of(event).get("lang"))


PAGES: Mapping[str, tuple[str, Serve]] = {
    "/": ("The light of every channel, as a site shows it.", _named("demo")),
    "/c/{channel}": ("The chat of a channel.", _named("chat")),
    "/desk": ("The desk of counsellors.", _named("desk")),
    "/admin": ("The pages of administrators.", _named("admin")),
    "/w/v1/embed.js": ("The script that puts a light on a site.", _widget),
    "/assets/{room}/{file}": ("What pages fetch.", _asset),
}
