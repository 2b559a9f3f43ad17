"""What breaks first when the service grows, computed from what a conversation uses.

Today: 60 counsellors, 300 conversations a day, a million views of the widget a month. The busiest minute is taken to
be three times an average one of the opening hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.conversation import MESSAGES, Parts, conversation, floor
from bench.prices import ASSUMED, PRICES, Use

MESSAGES_ALONE = Parts(edges=False, marks=False, pings=False, typing=False)
TAKEN_APART = ("messages alone", "everything but typing", "everything")
SIZES = (1, 10, 100, 1_000)
CONVERSATIONS, VIEWS, COUNSELLORS = 300, 1_000_000, 60
DAYS, OPEN_SECONDS, PEAK, REQUESTS_A_VIEW = 22, 6 * 3600, 3, 2


@dataclass(frozen=True)
class Limit:
    """A bound of AWS, how much of it the busiest second of today's service uses, and what moves it."""

    what: str
    most: float
    used: float
    lever: str

    def share(self, size: int) -> float:
        """The part of the bound that is used at so many times today's load."""
        return self.used * size / self.most


def limits(use: Use) -> tuple[Limit, ...]:
    """The bounds that a busy second runs into; what one of them allows is AWS's default in a grown account."""
    a_second = CONVERSATIONS * PEAK / OPEN_SECONDS
    views = VIEWS / DAYS / OPEN_SECONDS * PEAK
    busy = (use.calls * ASSUMED["milliseconds_a_call"] + use.events * ASSUMED["milliseconds_an_event"]) / 1000
    return (
        Limit("Lambdas at once, for frames", 1_000, a_second * busy, "Service Quotas; `MessageConcurrency`"),
        Limit(
            "Lambdas at once, for the widget",
            1_000,
            views * 0.03,
            "the edge keeps a light for five seconds: then it no longer grows with views",
        ),
        Limit("events of the WebSocket API a second", 10_000, a_second * use.events, "Service Quotas"),
        Limit("new lines a second", 500, a_second, "Service Quotas; pages spread their return over seconds"),
        Limit("requests of the REST API a second", 10_000, views * REQUESTS_A_VIEW, "the edge"),
        Limit("units written a second, table", 40_000, a_second * use.written, "Service Quotas; warm throughput"),
        # A start changes one duty, whose index entry is taken away and put back: four units in a transaction.
        Limit(
            "units written a second, places of one channel",
            1_000,
            a_second * 4,
            "split `offers_in` by a digit, and look in one of them first",
        ),
        Limit(
            "units written a second, one conversation", 1_000, 2 / 1_000, "none needed: it does not grow with others"
        ),
    )


def monthly(use: Use, size: int) -> float:
    """Dollars a month at so many times today's load, without an edge."""
    talks = CONVERSATIONS * DAYS * use.dollars
    return size * (talks + VIEWS * REQUESTS_A_VIEW * float(PRICES["http_request"]))


def table() -> str:
    """The table of `docs/performance.md`."""
    use = conversation(Parts())
    return "\n".join([*_head(), *_rows(use)])


def _head() -> Iterator[str]:
    yield "| bound of AWS | allows | " + " | ".join(f"× {size:,}" for size in SIZES) + " | lever |"
    yield "|---|---|" + "---|" * (len(SIZES) + 1)


def _rows(use: Use) -> Iterator[str]:
    for limit in limits(use):
        shares = " | ".join(_share(limit.share(size)) for size in SIZES)
        yield f"| {limit.what} | {limit.most:,.0f} | {shares} | {limit.lever} |"
    dollars = " | ".join(f"{monthly(use, size):,.0f}" for size in SIZES)
    yield f"| dollars a month | | {dollars} | the edge, for the widget's nine tenths |"


def _share(share: float) -> str:
    return f"**{share:.0%}**" if share >= 1 else f"{share:.1%}" if share >= 0.001 else "< 0.1%"


def money() -> str:
    """The table of what a thousand conversations cost."""
    rows = [f"| {name} | {_money(use)} |" for name, use in (("the floor", floor()), *kinds().items())]
    head = f"| 1,000 conversations of {MESSAGES} messages | dollars | × floor | frames of one | W | R |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows])


def kinds() -> dict[str, Use]:
    """What one conversation uses, with more and more of what belongs to it."""
    parts = {
        "messages alone": MESSAGES_ALONE,
        "messages and typing": replace(MESSAGES_ALONE, typing=True),
        "messages and marks": replace(MESSAGES_ALONE, marks=True),
        "messages, typing and marks": replace(MESSAGES_ALONE, typing=True, marks=True),
        "messages, marks, start and end": replace(MESSAGES_ALONE, marks=True, edges=True),
        "messages, marks and pings": replace(MESSAGES_ALONE, marks=True, pings=True),
        "everything but typing": Parts(typing=False),
        "everything": Parts(),
    }
    return {name: conversation(counted) for name, counted in parts.items()}


def _money(use: Use) -> str:
    ratio = use.dollars / floor().dollars
    return f"{use.dollars * 1000:.2f} | {ratio:.2f} | {use.frames} | {use.written:g} | {use.read:g}"


def made_of() -> str:
    """The table of what the money goes to, in parts of the floor."""
    shown = {"the floor": floor(), **{name: use for name, use in kinds().items() if name in TAKEN_APART}}
    head = "| × floor | " + " | ".join(floor().bill) + " | all |"
    rows = [
        f"| {name} | "
        + " | ".join(f"{part / floor().dollars:.2f}" for part in (*use.bill.values(), use.dollars))
        + " |"
        for name, use in shown.items()
    ]
    return "\n".join([head, "|---" * (len(floor().bill) + 2) + "|", *rows])
