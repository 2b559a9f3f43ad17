"""Where one local cloud lives: a folder of its own, a port of its own."""

import shutil
import socket
import threading
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

    @property
    def endpoint(self) -> str:
        """Where every service of the local cloud answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def website(self) -> str:
        """Where a website of a centre may stand that embeds the chat: another origin, and another site."""
        return f"http://127.0.0.2:{self.port}"

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

    def discard_scratch(self) -> threading.Thread:
        """Take away what the functions were unpacked into: each worker has a copy of 30 MB, two dozen of them under
        load, and one that is killed leaves its own. Nobody waits for it: on a busy disk that took two minutes.
        """
        old = [*self.folder.glob(f"{self.scratch.name}-*")]
        if self.scratch.exists():
            old.append(self.scratch.rename(self.folder / f"{self.scratch.name}-{time.time_ns()}"))
        work = threading.Thread(target=_delete, args=(old,), daemon=True)
        work.start()
        return work

    def is_taken(self) -> bool:
        """Whether something already listens on the port."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _delete(folders: list[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
