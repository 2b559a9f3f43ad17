"""`python -m infra.audit STAGE`: is the audit trail the one whose heads were signed?

Fetches trail, signed heads and public key into `build/STAGE/audit`, and checks those files; or checks files that
somebody else fetched (`--export`, `--heads`, `--key`), for which it asks nothing of AWS. Ends with 1 when something is
wrong.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from infra.audit.export import Export, NoExport, read_export, read_heads
from infra.audit.fetch import Files, Source, fetch
from infra.audit.verify import Report, verify
from infra.deployment.stack import NothingStands, Stack
from infra.deployment.stage import UnknownStage, read_stage
from infra.local.cloud import local_session
from infra.local.outputs import read_outputs
from infra.local.place import HOME, Place
from infra.packaging.staging import BUILD

SHOWN = 20
"""Of each kind of finding; a trail that was written anew has hundreds."""


def main() -> None:
    """Fetches where asked, checks, and says what was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("stage")
    parser.add_argument("--export", type=Path, help="a trail that was fetched before")
    parser.add_argument("--heads", type=Path, help="the folder with its signed heads")
    parser.add_argument("--key", type=Path, help="the public key, best the copy from the first release (PEM)")
    parser.add_argument("--port", type=int, default=4566, help="of the local cloud")
    asked = parser.parse_args()
    if bool(asked.export) != bool(asked.heads) or (asked.export and not asked.key):
        sys.exit("an export is checked with its heads and a key: name EXPORT=, HEADS= and KEY=, or KEY= alone")
    try:
        files = _files(asked)
        export, heads, keys = read_export(files.export), read_heads(files.heads), tuple(public_keys(files.key))
        report = verify(export, heads, keys, datetime.now(UTC))
    except (UnknownStage, NothingStands, NoExport, OSError, ValueError, KeyError, ClientError, BotoCoreError) as error:
        sys.exit(f"not checked: {error}")
    for key in keys:
        print(f"key       {_fingerprint(key)}")
    for line in told(export, report):
        print(line)
    sys.exit(not report.is_whole)


def _files(asked: argparse.Namespace) -> Files:
    if asked.export:
        return Files(asked.export, asked.heads, asked.key)
    files = Files.within(BUILD / asked.stage / "audit")
    _fetch(asked.stage, asked.port, files)
    return Files(files.export, files.heads, asked.key or files.key)


def _fetch(name: str, port: int, files: Files) -> None:
    stage = read_stage(name)
    if stage.name == "local":
        place = Place(HOME, port)
        told = read_outputs(place.outputs)
        source = Source(told.vault_table, told.audit_heads, told.audit_key)
        return fetch(local_session(stage.region), place.endpoint, source, files)
    session = boto3.Session(region_name=stage.region)
    return fetch(session, None, source_of(Stack(session.client("cloudformation"), stage.stack)), files)


def source_of(stack: Stack) -> Source:
    """Where a stage on AWS keeps its trail. Raises NothingStands."""
    told = stack.told()
    return Source(told["VaultTableName"], told["AuditHeadsBucket"], told["AuditKeyId"])


def public_keys(path: Path) -> Iterator[ec.EllipticCurvePublicKey]:
    """The keys of a file, one after the other: an earlier one signed what is old. Raises ValueError."""
    found = re.findall(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", path.read_text(), flags=re.DOTALL)
    if not found:
        raise ValueError(f"{path}: no public key")
    for pem in found:
        key = load_pem_public_key(pem.encode())
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise ValueError(f"{path}: not a key on the curve P-256")
        yield key


def _fingerprint(key: ec.EllipticCurvePublicKey) -> str:
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"SHA-256 {sha256(der).hexdigest()}"


def told(export: Export, report: Report) -> Iterator[str]:
    """What was found, a line each."""
    numbers = f"{export.entries[0].n} to {export.entries[-1].n}" if export.entries else "none"
    yield f"entries   {numbers}, exported {export.exported_at:%Y-%m-%d %H:%M} UTC"
    yield f"chain     {f'BROKEN at entry {report.broken.n}: {report.broken.flaw}' if report.broken else 'whole'}"
    span = f", {report.signed[0]} to {report.signed[-1]}" if report.signed else ""
    yield f"heads     {len(report.signed)} days signed{span}"
    yield from _listed([f"HEAD      {one.name} {one.flaw}" for one in report.findings])
    yield from _listed([f"NO HEAD   {day}" for day in report.missing])


def _listed(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN} more"


if __name__ == "__main__":
    main()
