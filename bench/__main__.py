"""`make bench`: what a message, a start and a first frame cost, beside reference programs in the same run.

Medians and ratios: how many microseconds there are depends on the machine, what they are a multiple of hardly does.
A bound that is broken ends it with an error.
"""

import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import bounds, growth
from bench.engine import engine
from bench.pairs import measured
from bench.rounds import Figures, environment, figures, middle, ratio, work
from infra.packaging.package import make_package

ROUNDS, STARTS, REPEATS = 5, 30, 10

FRAME = """
import json, app
here = {{"connectionId": "c", "apiId": "a", "stage": "api", "domainName": "d", "identity": {{"sourceIp": "::1"}}}}
opening = {{"headers": {{"Origin": "https://site.example"}}, "queryStringParameters": {{"v": "1"}}}}
answer = app.{function}({{"requestContext": here, "body": json.dumps({frame}), **opening}}, None)
assert answer["statusCode"] == 200, answer
"""
NOTHING = "pass"
CLIENTS = """
import boto3
session = boto3.Session()
session.client("dynamodb").get_item(TableName="chat", Key={"pk": {"S": "a"}, "sk": {"S": "a"}})
session.client("apigatewaymanagementapi").post_to_connection(ConnectionId="c", Data=b"{}")
"""
COLD = {
    "a Python that does nothing": NOTHING,
    bounds.IMPORT: "import boto3",
    "boto3, its two clients, a read and a push": CLIENTS,
    "connect, first event": FRAME.format(function="connect", frame="{}"),
    bounds.WATCH: FRAME.format(function="message", frame='{"type": "watch", "channel": "jac"}'),
    bounds.PING: FRAME.format(function="message", frame='{"type": "ping"}'),
    "disconnect, first event": FRAME.format(function="disconnect", frame="{}"),
}


def main() -> None:
    """Prints the tables of `docs/performance.md`. Ends with an error when a bound is broken."""
    with engine() as url:
        worked = warm(url)
        with package() as folder:
            begun = cold(url, folder)
    waited = end_to_end()
    print(f"\n{growth.money()}\n\n{growth.made_of()}\n\n{growth.table()}\n")
    held = [*bounds.of_work(worked, begun), *bounds.of_waits(waited), *bounds.of_money()]
    print("\n".join([bounds.HEAD, *map(str, held)]))
    if wrong := bounds.broken(held):
        sys.exit(f"broken: {'; '.join(wrong)}")


def end_to_end() -> list[Figures]:
    """From one page to another on the local cloud, of the relay and of the product."""
    rounds = measured()
    found = middle(rounds)
    row("end to end", "ms, half", "x relay", "p95 / p50")
    row("a relay without a database", found["relay"], 1.0, found["relay, p95/p50"])
    row("a message here", found["product"], ratio(rounds, "product", "relay"), found["product, p95/p50"])
    return rounds


def warm(url: str) -> list[Figures]:
    """CPU of a message and of a start, warm."""
    around, rounds = environment(url), list[Figures]()
    for turn in range(ROUNDS):
        floor = figures("floor", [300], around)["message"]
        careful = figures("careful", [1 + turn * 400, 300], around)["message"]
        rounds.append({"floor": floor, "careful": careful, **figures("product", [STARTS, REPEATS], around)})
    found = middle(rounds)
    row("CPU, warm", "µs", "x floor", "x message")
    shown = {
        "a message on the floor": "floor",
        "a message, carefully on boto3": "careful",
        "a message here": "message",
        "a start here": "start",
    }
    for name, what in shown.items():
        row(name, found[what], ratio(rounds, what, "floor"), ratio(rounds, what, "message"))
    return rounds


@contextmanager
def package() -> Iterator[Path]:
    """What is deployed, unpacked as Lambda unpacks it, for the processor of this machine."""
    made = make_package("local", lambda _: None)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        with zipfile.ZipFile(made.archive) as archive:
            archive.extractall(folder)
        yield Path(folder)


def cold(url: str, folder: Path) -> list[Figures]:
    """CPU of a fresh process up to its first answer, interpreter and imports too."""
    spent: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(ROUNDS * 2):
        for name, code in COLD.items():
            handler = next((word for word in ("connect", "message", "disconnect") if name.startswith(word)), "app")
            spent[name].append(work(code, folder, environment(url, _HANDLER=f"app.{handler}")))
    rounds: list[Figures] = [{name: each[turn] for name, each in spent.items()} for turn in range(ROUNDS * 2)]
    row("CPU, cold", "ms", "x import boto3", "")
    for name, milliseconds in middle(rounds).items():
        row(name, milliseconds, ratio(rounds, name, bounds.IMPORT), "")
    return rounds


def row(name: str, *cells: float | str) -> None:
    """One line of a table."""
    shown = [f"{cell:>15.2f}" if isinstance(cell, float) else f"{cell:>15}" for cell in cells]
    print(f"{name:<45}" + "".join(shown))


if __name__ == "__main__":
    main()
