"""The whole proposal with the model that ships: conversations, propagation, pseudonyms."""

import pytest

from chalicelib.privacy.anonymising.lexicon import Lexicon
from chalicelib.privacy.anonymising.model import Model
from chalicelib.privacy.anonymising.proposal import Anonymiser
from chalicelib.privacy.anonymising.pseudonyms import pseudonymised
from infra.anonymiser.chats import MODEL, WORDS, read_chats


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser(Lexicon(WORDS), Model(MODEL))


def test_a_name_found_once_is_hidden_everywhere_in_any_case(anonymiser: Anonymiser) -> None:
    """The same person keeps one pseudonym, with and without capital."""
    said = ["mijn broer Jarne slaat mij soms", "en dan lacht jarne ermee"]
    told = pseudonymised(said, anonymiser.propose(said))
    assert told == ["mijn broer [naam 1] slaat mij soms", "en dan lacht [naam 1] ermee"]


def test_pseudonyms_start_anew_in_every_transcript(anonymiser: Anonymiser) -> None:
    """[naam 1] of one transcript says nothing about [naam 1] of another."""
    jarne, fatima = ([f"mijn zus heet {name}"] for name in ("Jarne", "Fatima"))
    told = [pseudonymised(said, anonymiser.propose(said)) for said in (jarne, fatima)]
    assert told == [["mijn zus heet [naam 1]"]] * 2


def test_spans_are_in_order_within_their_message_and_overlap_nowhere(anonymiser: Anonymiser) -> None:
    """Over every labelled chat."""
    for chat in read_chats():
        for message, spans in zip(chat.messages, anonymiser.propose(chat.messages), strict=True):
            edges = [edge for span in spans for edge in (span.start, span.end)]
            assert edges == sorted(edges)
            assert all(0 <= span.start < span.end <= len(message) for span in spans)


def test_proposing_twice_gives_the_same(anonymiser: Anonymiser) -> None:
    """No state is left behind by a conversation."""
    first, second = (chat.messages for chat in read_chats(["fresh.jsonl"])[:2])
    before = anonymiser.propose(first)
    anonymiser.propose(second)
    assert anonymiser.propose(first) == before


def test_nothing_said_is_nothing_hidden(anonymiser: Anonymiser) -> None:
    """Empty conversations and empty messages are answered too."""
    assert anonymiser.propose([]) == []
    assert anonymiser.propose(["", "   ", "😭"]) == [[], [], []]
