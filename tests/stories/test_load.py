"""Nothing is lost, doubled or out of order on the deployed package, over lines that break."""

import asyncio
import os
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.local.outputs import Outputs
from tests.stories.load import Figures, Person, compare, talk
from tests.stories.people import administrator
from tests.stories.people_at_once import Load, conversation_of

SEED = int(os.environ.get("SEED", "20261122"))
BADNESS = 0.05
"""The share of messages that are repeated, swapped or followed by a cut line."""


def test_a_small_load_over_bad_lines(local_cloud: Outputs) -> None:
    _run(local_cloud, conversations=10, messages=20, at_once=5)


@pytest.mark.soak
def test_two_hundred_conversations_over_bad_lines(local_cloud: Outputs) -> None:
    _run(local_cloud, conversations=200, messages=40, at_once=20)


@pytest.mark.soak
def test_a_hundred_come_back_at_once(local_cloud: Outputs) -> None:
    figures = _aside(_storm(_crowd(local_cloud, 0), 100))
    print(f"storm of 100 with seed {SEED}: {figures}")
    assert (figures.lost, figures.doubled, figures.out_of_order) == (0, 0, 0)


def _run(cloud: Outputs, conversations: int, messages: int, at_once: int) -> None:
    figures = _aside(_load(_crowd(cloud, BADNESS), conversations, messages, at_once))
    print(f"{conversations} conversations x {messages} with seed {SEED}: {figures}")
    assert figures.messages == conversations * messages
    assert (figures.lost, figures.doubled, figures.out_of_order) == (0, 0, 0)


def _aside(work: Coroutine[None, None, Figures]) -> Figures:
    """On a thread of its own: browsers that were driven in this process keep a loop of theirs in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _crowd(cloud: Outputs, badness: float) -> Load:
    administrator(cloud).opens_around_the_clock()
    return Load(cloud, SEED, Figures(), badness)


async def _load(load: Load, conversations: int, messages: int, at_once: int) -> Figures:
    began, gate = time.monotonic(), asyncio.Semaphore(at_once)
    desks = [await load.desk(number) for number in range(-(-at_once // 5))]

    async def one(number: int) -> None:
        async with gate:
            await _conversation(load, desks, f"Bezoeker {number}", messages // 2)

    await asyncio.gather(*(one(number) for number in range(conversations)))
    await _go_home(desks)
    load.figures.seconds = time.monotonic() - began
    return load.figures


async def _conversation(load: Load, desks: list[Person], nickname: str, each: int) -> None:
    visitor = await load.visitor(nickname)
    conversation = conversation_of(visitor)
    desk = await _holder(desks, conversation)
    await asyncio.gather(talk(visitor, conversation, each), talk(desk, conversation, each))
    await compare(visitor, desk, conversation, load.figures)
    await visitor.asks({"type": "end"}, "ended")
    desk.talkers.pop(conversation)
    if visitor.line:
        await visitor.line.breaks()


async def _holder(desks: list[Person], conversation: str) -> Person:
    for _ in range(1200):
        for desk in desks:
            if conversation in desk.talkers:
                return desk
        await asyncio.sleep(0.05)
    raise AssertionError("nobody was assigned")


async def _storm(load: Load, people: int) -> Figures:
    desks = [await load.desk(number) for number in range(people // 5)]
    visitors = [await load.visitor(f"Storm {number}") for number in range(people)]
    conversations = [conversation_of(visitor) for visitor in visitors]
    held = [await _holder(desks, conversation) for conversation in conversations]
    for visitor, conversation in zip(visitors, conversations, strict=True):
        await talk(visitor, conversation, 1)
    began = time.monotonic()
    await asyncio.gather(*(visitor.breaks_and_returns(visitor.line) for visitor in visitors))
    load.figures.seconds = time.monotonic() - began
    for visitor, desk, conversation in zip(visitors, held, conversations, strict=True):
        await compare(visitor, desk, conversation, load.figures)
        await visitor.asks({"type": "end"}, "ended")
    await _go_home(desks)
    return load.figures


async def _go_home(desks: list[Person]) -> None:
    for desk in desks:
        await desk.asks({"type": "duty", "off": True}, "duty")
        if desk.line:
            await desk.line.breaks()
