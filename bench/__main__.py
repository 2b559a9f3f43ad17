"""`make bench`: what a message, a start and a first frame cost, beside reference programs in the same run.

Medians and ratios: how many microseconds there are depends on the machine, what they are a multiple of hardly does.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import growth
from bench.engine import engine
from bench.rounds import Figures, environment, figures, middle, work
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
IMPORT = "import boto3"
CLIENTS = """
import boto3
session = boto3.Session()
session.client("dynamodb").get_item(TableName="chat", Key={"pk": {"S": "a"}, "sk": {"S": "a"}})
session.client("apigatewaymanagementapi").post_to_connection(ConnectionId="c", Data=b"{}")
"""
COLD = {
    "a Python that does nothing": NOTHING,
    "import boto3": IMPORT,
    "boto3, its two clients, a read and a push": CLIENTS,
    "connect, first event": FRAME.format(function="connect", frame="{}"),
    "message, first frame (watch)": FRAME.format(function="message", frame='{"type": "watch", "channel": "jac"}'),
    "message, first frame (ping)": FRAME.format(function="message", frame='{"type": "ping"}'),
    "disconnect, first event": FRAME.format(function="disconnect", frame="{}"),
}


def main() -> None:
    """Prints the tables of `docs/performance.md`."""
    with engine() as url:
        warm(url)
        with package() as folder:
            cold(url, folder)
    print(f"\n{growth.money()}\n\n{growth.table()}")


def warm(url: str) -> None:
    """CPU of a message and of a start, warm."""
    around, rounds = environment(url), list[dict[str, Figures]]()
    for turn in range(ROUNDS):
        rounds.append(
            {
                "floor": figures("floor", [300], around),
                "careful": figures("careful", [1 + turn * 400, 300], around),
                "product": figures("product", [STARTS, REPEATS], around),
            }
        )
    found = {name: middle([one[name] for one in rounds]) for name in rounds[0]}
    least, message, start = found["floor"]["message"], found["product"]["message"], found["product"]["start"]
    row("CPU, warm", "µs", "x floor", "x message")
    row("a message on the floor", least, 1.0, least / message)
    row("a message, carefully on boto3", found["careful"]["message"], found["careful"]["message"] / least, "")
    row("a message here", message, message / least, 1.0)
    row("a start here", start, start / least, start / message)


@contextmanager
def package() -> Iterator[Path]:
    """What is deployed, unpacked as Lambda unpacks it, for the processor of this machine."""
    made = make_package("local", lambda _: None)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        with zipfile.ZipFile(made.archive) as archive:
            archive.extractall(folder)
        yield Path(folder)


def cold(url: str, folder: Path) -> None:
    """CPU of a fresh process up to its first answer, interpreter and imports too."""
    spent: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(ROUNDS * 2):
        for name, code in COLD.items():
            handler = next((word for word in ("connect", "message", "disconnect") if name.startswith(word)), "app")
            spent[name].append(work(code, folder, environment(url, _HANDLER=f"app.{handler}")))
    found = middle([{name: each[turn] for name, each in spent.items()} for turn in range(ROUNDS * 2)])
    row("CPU, cold", "ms", "x import boto3", "")
    for name, milliseconds in found.items():
        row(name, milliseconds, milliseconds / found[IMPORT], "")


def row(name: str, *cells: float | str) -> None:
    """One line of a table."""
    shown = [f"{cell:>15.2f}" if isinstance(cell, float) else f"{cell:>15}" for cell in cells]
    print(f"{name:<45}" + "".join(shown))


if __name__ == "__main__":
    main()
