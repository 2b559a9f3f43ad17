"""Programs that take turns, so that what else the machine does falls on all of them alike; medians of their rounds."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
Figures = Mapping[str, float]


def environment(url: str, **more: str) -> dict[str, str]:
    """What a Lambda of a stage finds around it, with all of AWS at one address."""
    return {
        **os.environ,
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": "eu-central-1",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "WEBSOCKET_ENDPOINT": f"{url}/api",
        "ORIGIN_KEY_SECRET": "key",
        "ALLOWED_ORIGINS": "https://site.example",
        "STARTS_A_MINUTE": "100000",
        "CONNECTIONS_A_MINUTE": "100000",
        "ANNOUNCE_FUNCTION": "announce",
        "PYTHONHASHSEED": "0",
        **more,
    }


def figures(program: str, arguments: Sequence[object], around: Mapping[str, str]) -> Figures:
    """What a program prints of itself."""
    command = [sys.executable, "-m", f"bench.programs.{program}", *map(str, arguments)]
    ran = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    found: Figures = json.loads(ran.stdout.splitlines()[-1])
    return found


def work(code: str, folder: Path, around: Mapping[str, str]) -> float:
    """Milliseconds of work, in user and in kernel, of a fresh Python that runs this code in a folder."""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=folder, env=around, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"a program of the bench failed: {code[:60]}")
    return (used.ru_utime + used.ru_stime) * 1000


def ratio(rounds: Sequence[Figures], one: str, other: str) -> float:
    """The median of what one is a multiple of the other, round by round: what disturbs a round disturbs both."""
    return median(figures[one] / figures[other] for figures in rounds)


def middle(rounds: Sequence[Figures]) -> dict[str, float]:
    """The median of each figure."""
    return {name: median(one[name] for one in rounds) for name in rounds[0]}
