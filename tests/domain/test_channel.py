"""What a configuration of channels may say, and which language a name is told in."""

from dataclasses import replace

import pytest

from chalicelib.domain.channel import BrokenChannels, Channel, Contact, by_id, named
from chalicelib.domain.wrap_up import Choice, Choices
from chalicelib.settings import read_settings

JAC = Channel(
    "jac", {"nl": "JAC"}, (Contact({"nl": "Politie", "fr": "Police"}, phone="101"),), (), "https://jac.example"
)


def test_channels_keep_their_order() -> None:
    assert list(by_id([JAC, replace(JAC, id="caw")])) == ["jac", "caw"]


@pytest.mark.parametrize("identity", ["", "j", "JAC", "jac ", "1712", "a" * 21, "jac/caw", "jac\n"])
def test_an_id_that_no_address_can_hold_is_refused(identity: str) -> None:
    with pytest.raises(BrokenChannels, match="begins with a letter"):
        by_id([replace(JAC, id=identity)])


def test_a_channel_that_is_there_twice_is_refused() -> None:
    with pytest.raises(BrokenChannels, match="'jac' is there twice"):
        by_id([JAC, JAC])


@pytest.mark.parametrize(
    "channel",
    [
        replace(JAC, name={"en": "JAC"}),
        replace(JAC, emergency=(Contact({"nl": ""}, phone="112"),)),
        replace(JAC, alternatives=(Contact({}, url="https://elsewhere.example"),)),
        replace(JAC, wrap_up=Choices((Choice("heard", {"fr": "Entendu"}),))),
    ],
)
def test_everything_has_a_name_in_dutch(channel: Channel) -> None:
    with pytest.raises(BrokenChannels, match="language 'nl'"):
        by_id([channel])


def test_a_name_is_told_in_dutch_where_there_is_none_in_the_language() -> None:
    police = JAC.emergency[0].name
    assert [named(police, language) for language in ("nl", "en", "fr")] == ["Politie", "Politie", "Police"]


def test_what_ships_has_a_name_for_everything_in_every_language() -> None:
    service = read_settings({}).service
    contacts = [contact for channel in service.values() for contact in (*channel.emergency, *channel.alternatives)]
    choices = [one for channel in service.values() for one in (*channel.wrap_up.outcomes, *channel.wrap_up.themes)]
    names = [channel.name for channel in service.values()] + [contact.name for contact in contacts]
    names += [choice.name for choice in choices]
    assert [name for name in names if set(name) != {"nl", "en", "fr"}] == []
