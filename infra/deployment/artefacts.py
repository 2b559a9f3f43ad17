"""The bucket that CloudFormation reads a release from: archives and template, named after their content."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from infra.deployment.bucket import Bucket
from infra.packaging.package import Package
from infra.packaging.template import Template

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

KEPT = 10
"""Releases that stood, to go back to."""

_STOOD = "stood/"
_TEMPLATE = "template.json"
_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


class NothingToGoBackTo(Exception):
    """Fewer than two releases are known to have stood."""


class LostForGood(Exception):
    """An archive of the running release is nowhere: a release that fails could not be undone."""


@dataclass(frozen=True)
class Release:
    """What one release consists of: keys of the bucket, and what the operator had chosen."""

    template: str
    archives: list[str]
    parameters: dict[str, str]


@dataclass(frozen=True)
class Artefacts:
    """One stage's releases."""

    bucket: Bucket

    def upload(self, package: Package, template: Template, parameters: dict[str, str], salt: str = "") -> Release:
        """Put archives and template where CloudFormation finds them. Nothing is forgotten before it stands. With `salt`
        every function gets a new version although nothing else changed."""
        archives = {path.name: self._put(path.name, path.read_bytes()) for path in package.archives}
        for resource in template["Resources"].values():
            if place := _CODE.get(resource["Type"]):
                key = archives[PurePath(resource["Properties"][place]).name]
                resource["Properties"][place] = f"s3://{self.bucket.name}/{key}"
        _publish(template, json.dumps(parameters, sort_keys=True) + salt)
        return Release(self.upload_template(template), sorted(archives.values()), parameters)

    def upload_template(self, template: Template) -> str:
        """Put a template alone where CloudFormation finds it; its key."""
        return self._put(_TEMPLATE, _bytes(template))

    def read(self, release: Release) -> Template:
        """The template of a release. Raises ClientError when it was forgotten."""
        template: Template = json.loads(self.bucket.get(release.template))
        return template

    def stood(self, release: Release, now: datetime) -> None:
        """Write down that a release stands, and forget what none of the last ones needs."""
        known = self.history()
        if not known or known[-1] != release:
            self.bucket.put(f"{_STOOD}{now:%Y%m%dT%H%M%S%f}.json", json.dumps(asdict(release)).encode())
        self._forget(release)

    def returned(self, release: Release) -> None:
        """Write down that an earlier release stands again: who goes back twice wants to come further, so what came
        after it is forgotten."""
        notes, history = _notes(self.bucket.list()), self.history()
        if release in history:
            for note in notes[_last(history, release) + 1 :]:
                self.bucket.delete(note)
        self._forget(release)

    def history(self) -> list[Release]:
        """The releases that stood and were not fled from, oldest first."""
        return [Release(**json.loads(self.bucket.get(note))) for note in _notes(self.bucket.list())]

    def before(self, running: Template) -> Release:
        """The release that stood before the one that runs. Raises NothingToGoBackTo."""
        history, key = self.history(), _key(_bytes(running), _TEMPLATE)
        templates = [release.template for release in history]
        earlier = history[: _last(templates, key)] if key in templates else history
        if not earlier:
            raise NothingToGoBackTo("no earlier release stood here: check out its commit and make deploy")
        return earlier[-1]

    def mend(self, running: Template, functions: "LambdaClient", names: Collection[str]) -> bool:
        """Bring back what a lost bucket held of the running release, out of the functions `names`: without it
        CloudFormation could not return to it. Whether something was missing. Raises LostForGood when Lambda has it not.
        """
        missing = {key for key in _code(running) if not self.bucket.holds(key)}
        if not missing:
            return False
        for address in _addresses(functions, names):
            content = self.bucket.fetch(address)
            digest = hashlib.sha256(content).hexdigest()
            for key in [key for key in missing if key.startswith(digest)]:
                self.bucket.put(key, content)
                missing.discard(key)
        if missing:
            raise LostForGood(f"gone from the bucket, and not what Lambda runs: {', '.join(sorted(missing))}")
        return True

    def _put(self, name: str, content: bytes) -> str:
        key = _key(content, name)
        if not self.bucket.holds(key):
            self.bucket.put(key, content)
        return key

    def _forget(self, running: Release) -> None:
        listed = self.bucket.list()
        last = [*self.history()[-KEPT:], running]
        needed = {key for release in last for key in (release.template, *release.archives)}
        for key in set(listed) - needed - set(_notes(listed)[-KEPT:]):
            self.bucket.delete(key)


def _publish(template: Template, told: str) -> None:
    """A version of each function for each release, also of one that changes only what a function is told: otherwise
    the code alone would decide, and the alias stay where it was."""
    digest = hashlib.sha256(_bytes(template) + told.encode()).hexdigest()
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["AutoPublishCodeSha256"] = digest


def _last(found: Sequence[object], wanted: object) -> int:
    return max(place for place, one in enumerate(found) if one == wanted)


def _notes(keys: Collection[str]) -> list[str]:
    return sorted(key for key in keys if key.startswith(_STOOD))


def _code(template: Template) -> Iterator[str]:
    """The keys of the archives that a template that was uploaded names."""
    for resource in template["Resources"].values():
        if place := _CODE.get(resource["Type"]):
            yield str(resource["Properties"][place]).removeprefix("s3://").partition("/")[2]


def _addresses(functions: "LambdaClient", names: Collection[str]) -> Iterator[str]:
    """Where Lambda lets its own copies be read: of functions, and of their layers."""
    for name in names:
        told = functions.get_function(FunctionName=name)
        yield told["Code"]["Location"]
        for layer in told["Configuration"].get("Layers", []):
            yield functions.get_layer_version_by_arn(Arn=layer["Arn"])["Content"]["Location"]


def _key(content: bytes, name: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}/{name}"


def _bytes(template: Template) -> bytes:
    return json.dumps(template, sort_keys=True).encode()
