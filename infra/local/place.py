"""Where one local cloud lives: a folder of its own, a port of its own."""

import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".local"


@dataclass(frozen=True)
class Place:
    """Folder and port of one local cloud; several can run beside each other."""

    folder: Path
    port: int
    keeps_state: bool = True
    has_trial: bool = False
    """Whether a page stands beside it on which all three audiences are tried."""

    @property
    def endpoint(self) -> str:
        """Where every service of the local cloud answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def website(self) -> str:
        """Where a website of a centre may stand that embeds the chat: another origin, and another site."""
        return f"http://127.0.0.2:{self.port}"

    @property
    def trial(self) -> str:
        """Where that page stands; empty when there is none."""
        return f"http://127.0.0.1:{self.port + 1}" if self.has_trial else ""

    @property
    def state(self) -> Path:
        """What survives a restart."""
        return self.folder / "state"

    @property
    def logs(self) -> Path:
        """One file per function, and the emulator's own."""
        return self.folder / "logs"

    @property
    def outputs(self) -> Path:
        """Addresses and sign-ins, for machines to read."""
        return self.folder / "outputs.json"

    @property
    def scratch(self) -> Path:
        """Unpacked functions; worth nothing once the emulator has stopped."""
        return self.folder / "tmp"

    def prepare(self) -> None:
        """Make the folders, with an empty scratch."""
        self.discard_scratch()
        for folder in (self.state, self.logs, self.scratch):
            folder.mkdir(parents=True, exist_ok=True)

    def discard_scratch(self) -> "subprocess.Popen[bytes] | None":
        """Take away what the functions were unpacked into: each worker has a copy of 30 MB, two dozen of them under
        load, and one that is killed leaves its own. On a busy disk that took two minutes, so nobody waits for it, and
        it goes on when whoever asked has ended.
        """
        if self.scratch.exists():
            self.scratch.rename(self.folder / f"{self.scratch.name}-{time.time_ns()}")
        old = [str(one) for one in self.folder.glob(f"{self.scratch.name}-*")]
        nowhere = subprocess.DEVNULL
        return (
            subprocess.Popen(["rm", "-rf", *old], stdout=nowhere, stderr=nowhere, start_new_session=True)
            if old
            else None
        )

    def is_taken(self) -> bool:
        """Whether something already listens on the port."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
