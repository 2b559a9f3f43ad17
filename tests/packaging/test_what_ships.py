"""The archive is small, holds what every function needs, and nothing that only some do."""

import zipfile
from datetime import date, timedelta
from pathlib import Path
from site import getsitepackages

import pytest

from chalicelib.domain.holiday import holiday_name
from infra.monitoring.functions import SHORT
from infra.packaging.dependencies import LAYERS
from infra.packaging.package import Package
from infra.packaging.shipped import parts, table
from infra.packaging.unused import UNUSED, Unused
from infra.supply.locks import locked
from infra.supply.notices import kept
from tests.packaging.unpacked import Unpacked

LARGEST = 10_000_000
YEARS = range(2024, 2036)
LIBRARIES = Path(getsitepackages()[0])
WITH_LAYER = {"staff": "sign-in", "vault": "sign-in"}
# The anonymiser runs in a function of its own, which no stage has yet.
ELSEWHERE = ("chalicelib.privacy.anonymising", "chalicelib.entrypoints.sign_in")

EVERYTHING = """
import importlib, pkgutil, chalicelib
names = [found.name for found in pkgutil.walk_packages(chalicelib.__path__, "chalicelib.")]
there = [name for name in names if not name.startswith(%r)]
for name in there:
    importlib.import_module(name)
print(len(there))
"""
ENTRYPOINT = """
from chalicelib import wiring
import app
made = getattr(wiring, %r)()
print(json.dumps(type(made).__name__))
"""
FIRST_EVENT = """
import app
here = {"connectionId": "c", "apiId": "a", "stage": "api", "domainName": "d", "identity": {"sourceIp": "::1"}}
opening = {"headers": {"Origin": "https://a.example"}, "queryStringParameters": {"v": "1"}}
app.%s({"requestContext": here, "body": '{"type": "watch", "channel": "jac"}', **opening}, None)
"""
SIGNATURES = """
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from chalicelib.entrypoints import sign_in
def checked(key, algorithm):
    return jwt.decode(jwt.encode({"sub": algorithm}, key, algorithm), key.public_key(), [algorithm])["sub"]
keys = {"RS256": rsa.generate_private_key(65537, 2048), "ES256": ec.generate_private_key(ec.SECP256R1())}
print(json.dumps([checked(key, algorithm) for algorithm, key in keys.items()]))
"""
HOLIDAYS = """
from datetime import date, timedelta
from chalicelib.domain.holiday import holiday_name
days = [date(2024, 1, 1) + timedelta(n) for n in range((date(2036, 1, 1) - date(2024, 1, 1)).days)]
found = {f"{day} {tongue}": holiday_name(day, tongue) for day in days for tongue in ("nl", "en", "fr")}
print(json.dumps({key: name for key, name in found.items() if name}))
"""
NOBODY = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
    "AWS_REGION": "eu-central-1",
    "ALLOWED_ORIGINS": "https://a.example",
    "OIDC_JWKS_URL": "http://127.0.0.1:1",
}


def test_the_archive_is_small(package: Package) -> None:
    assert package.archive.stat().st_size <= LARGEST


def test_no_source_and_no_second_compilation_ships(package: Package) -> None:
    for archive in package.archives:
        assert [name for name in _names(archive) if name.endswith(".py") or "__pycache__" in name] == []


def test_nothing_ships_twice(package: Package) -> None:
    layer, archive = (set(_names(path)) for path in (package.layers[0], package.archive))
    assert not {name.removeprefix("python/") for name in layer} & archive


def test_every_archive_says_what_it_is_made_of(package: Package) -> None:
    for archive, name in zip(package.archives, ("functions", *LAYERS), strict=True):
        with zipfile.ZipFile(archive) as source:
            told = {Path(entry).name: source.read(entry) for entry in source.namelist() if "/" not in entry}
        assert [path.name for path in kept(name).values() if told.get(path.name) != path.read_bytes()] == []


def test_whoever_packages_reads_what_ships(package: Package) -> None:
    shipped = {part.name: part for archive in package.archives for part in parts(archive)}
    wanted = {one.name for name in ("requirements", "requirements-sign-in") for one in locked(Path(f"{name}.lock"))}
    assert set(shipped) == wanted - {"pycparser"} | {"chalice", "chathulp"}
    assert all(part.licence and part.size > 0 for part in shipped.values())
    assert all(f"{name} " in table(*package.archives) for name in shipped)


def test_every_module_imports_from_the_archive_alone(unpacked: Unpacked) -> None:
    told = unpacked.run(EVERYTHING % (ELSEWHERE,), **NOBODY).told
    assert isinstance(told, int)
    assert told > 150


@pytest.mark.parametrize("entrypoint", ["sockets", "http", "authorizer", "schedule", "announce", "vault"])
def test_every_entrypoint_is_made_from_the_archive_alone(unpacked: Unpacked, entrypoint: str) -> None:
    assert unpacked.run(ENTRYPOINT % entrypoint, **NOBODY).told


@pytest.mark.parametrize("handler", ["connect", "message", "disconnect"])
def test_a_fault_still_has_its_place_without_the_sources(unpacked: Unpacked, handler: str) -> None:
    logged = unpacked.run(FIRST_EVENT % handler, _HANDLER=f"app.{handler}", **NOBODY).logged
    assert '"error": "EndpointConnectionError", "place": "' in logged
    assert ".py:" in logged


def test_tokens_are_checked_with_the_layer_only(unpacked: Unpacked) -> None:
    assert unpacked.run(SIGNATURES, "sign-in", **NOBODY).told == ["RS256", "ES256"]
    with pytest.raises(AssertionError, match="No module named 'jwt'"):
        unpacked.run(SIGNATURES, **NOBODY)


def test_who_checks_tokens_has_the_layer_and_nobody_else(package: Package) -> None:
    resources = package.read_template()["Resources"]
    functions = {
        name: resource["Properties"].get("Layers", [])
        for name, resource in resources.items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    assert len(functions) == len(SHORT)
    assert {name.lower() for name, layers in functions.items() if layers == [{"Ref": "SignInLayer"}]} == set(WITH_LAYER)
    assert all(not layers for name, layers in functions.items() if name.lower() not in WITH_LAYER)


def test_holidays_are_right_in_the_package_too(unpacked: Unpacked) -> None:
    shipped = unpacked.run(HOLIDAYS).told
    assert isinstance(shipped, dict)
    assert {date.fromisoformat(key[:10]) for key in shipped} == {day for year in YEARS for day in legal_holidays(year)}
    for key, name in shipped.items():
        assert name == holiday_name(date.fromisoformat(key[:10]), key[11:])


def legal_holidays(year: int) -> set[date]:
    """The ten of the law of 4 January 1974, with the Sundays of Easter and Pentecost."""
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))}
    return fixed | {easter(year) + timedelta(after) for after in (0, 1, 39, 49, 50)}


def easter(year: int) -> date:
    """Sunday after the full moon of spring (Oudin's algorithm), worked out apart from any library."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    from_march = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(from_march)


@pytest.mark.parametrize("unused", UNUSED, ids=lambda unused: unused.because)
def test_what_is_left_out_exists(unused: Unused) -> None:
    """A library that moved its files would quietly ship them again."""
    wheel = {"*.dist-info/RECORD", "*.dist-info/WHEEL", "*.dist-info/entry_points.txt"}
    for pattern in set(unused.patterns) - wheel:
        assert list(LIBRARIES.glob(pattern)), pattern


def _names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as source:
        return source.namelist()
