"""The MiniStack process: installed apart, bound to this machine only, stopped with all its workers."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import URLError

from infra.local.console import Console, Trouble
from infra.local.place import HOME, Place

# An environment of its own: MiniStack pins another botocore than the product's tools.
VENV = HOME / "ministack-venv"
REQUIREMENTS = Path(__file__).with_name("ministack-requirements.lock")
WORKER_SITE = Path(__file__).with_name("worker_site")

# Two cores serve a dozen workers well enough; beyond that HTTP requests are answered 429, as on AWS.
CONCURRENCY = 24
SURPLUS_SECONDS = 60

_PATIENCE = 180.0
_FAREWELL = 20.0


def install_emulator(console: Console) -> None:
    """Make the emulator's environment unless this very list is installed already."""
    stamp = VENV / "installed.txt"
    if stamp.exists() and stamp.read_text() == REQUIREMENTS.read_text():
        return
    console.step("installing the local cloud (once; about half a minute)")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "install python3-venv")
    pip = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]
    _run([*pip, "-r", str(REQUIREMENTS)], "check the connection to the package index and run it again")
    stamp.write_text(REQUIREMENTS.read_text())


def _run(command: list[str], remedy: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise Trouble(f"{Path(command[0]).name} failed ({' '.join(last)}): {remedy}")


@dataclass
class Emulator:
    """One running MiniStack."""

    place: Place
    process: "subprocess.Popen[bytes]"

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def wait(self) -> None:
        """Return only when the process has ended."""
        self.process.wait()

    def stop(self) -> None:
        """End it: it saves its state, then it goes, and its Lambda workers with it."""
        if self.is_alive():
            self.process.terminate()
            try:
                self.process.wait(_FAREWELL)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._end_workers()
        self.place.discard_scratch()

    def _end_workers(self) -> None:
        # Workers share the emulator's process group, so none of them outlives it.
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def start_emulator(place: Place, held: IO[str] | None = None) -> Emulator:
    """Start MiniStack at `place` and return once it answers. It keeps `held` open: the lock is its as well."""
    if place.is_taken():
        other = place.port + 2
        raise Trouble(f"port {place.port} is taken: stop what listens there, or choose another with PORT={other}")
    place.prepare()
    with (place.logs / "ministack.log").open("wb") as log:
        process = subprocess.Popen(
            [str(VENV / "bin" / "ministack")],
            env=_environment(place),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,
            pass_fds=(held.fileno(),) if held else (),
        )
    emulator = Emulator(place, process)
    _wait_until_ready(emulator)
    return emulator


def _environment(place: Place) -> dict[str, str]:
    return os.environ | {
        "GATEWAY_PORT": str(place.port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        # Policies count here as on AWS: a function that lacks a right is refused.
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "PERSIST_STATE": "1" if place.keeps_state else "0",
        "S3_PERSIST": "1" if place.keeps_state else "0",
        "STATE_DIR": str(place.state),
        "S3_DATA_DIR": str(place.state / "s3"),
        "TMPDIR": str(place.scratch),
        "LAMBDA_ACCOUNT_CONCURRENCY": str(CONCURRENCY),
        "LAMBDA_WARM_TTL_SECONDS": str(SURPLUS_SECONDS),
        # Listeners on ports of their own that nothing here uses.
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "PYTHONPATH": str(WORKER_SITE),
        "FUNCTION_LOGS": str(place.logs),
    }


def _end_with_parent() -> None:
    """Ask Linux to end the emulator too when its starter is killed without a chance to say goodbye."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)


def _wait_until_ready(emulator: Emulator) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if not emulator.is_alive():
            raise Trouble(f"the local cloud stopped at once: read {emulator.place.logs / 'ministack.log'}")
        if _answers(emulator.place):
            return
        time.sleep(0.1)
    emulator.stop()
    raise Trouble(f"the local cloud does not answer: read {emulator.place.logs / 'ministack.log'}")


def _answers(place: Place) -> bool:
    try:
        with urllib.request.urlopen(f"{place.endpoint}/_ministack/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
