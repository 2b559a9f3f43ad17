"""The bucket that CloudFormation reads a release from: archive and template, named after their content."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from infra.deployment.bucket import Bucket
from infra.packaging.package import Package
from infra.packaging.template import Template

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

KEPT = 10
"""Releases that stood, to go back to."""

_STOOD = "stood/"
_ARCHIVE = "deployment.zip"
_TEMPLATE = "template.json"


class NothingToGoBackTo(Exception):
    """Fewer than two releases are known to have stood."""


@dataclass(frozen=True)
class Release:
    """What one release consists of: keys of the bucket, and what the operator had chosen."""

    template: str
    archive: str
    parameters: dict[str, str]

    @property
    def keys(self) -> set[str]:
        """What it needs of the bucket."""
        return {self.template, self.archive}


@dataclass(frozen=True)
class Artefacts:
    """One stage's releases."""

    bucket: Bucket

    def upload(self, package: Package, template: Template, parameters: dict[str, str]) -> Release:
        """Put archive and template where CloudFormation finds them. Nothing is forgotten before it stands."""
        archive = self._put(_ARCHIVE, package.archive.read_bytes())
        for function in _functions(template):
            function["CodeUri"] = f"s3://{self.bucket.name}/{archive}"
        return Release(self.upload_template(template), archive, parameters)

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
            body = {"template": release.template, "archive": release.archive, "parameters": release.parameters}
            self.bucket.put(f"{_STOOD}{now:%Y%m%dT%H%M%S%f}.json", json.dumps(body).encode())
        self._forget(release)

    def history(self) -> list[Release]:
        """The releases that stood, oldest first."""
        names = sorted(key for key in self.bucket.list() if key.startswith(_STOOD))
        return [Release(**json.loads(self.bucket.get(name))) for name in names]

    def before(self, running: Template) -> Release:
        """The release that stood before the one that runs. Raises NothingToGoBackTo."""
        history, key = self.history(), _key(_bytes(running), _TEMPLATE)
        templates = [release.template for release in history]
        # Its first time: who goes back twice wants to come further, not to where they fled from.
        earlier = history[: templates.index(key)] if key in templates else history
        if not earlier:
            raise NothingToGoBackTo("no earlier release stood here: check out its commit and make deploy")
        return earlier[-1]

    def mend(self, running: Template, client: "LambdaClient", function: str) -> bool:
        """Bring the running archive back when its bucket was lost: without it CloudFormation could not return to it.

        Whether something was missing. Raises LostForGood when Lambda runs other bytes.
        """
        archive = archive_of(running)
        if not archive or self.bucket.holds(archive):
            return False
        told = client.get_function(FunctionName=function)
        content = self.bucket.fetch(told["Code"]["Location"])
        if _key(content, _ARCHIVE) != archive:
            raise LostForGood(f"{archive} is gone, and {function} runs {_hex(told['Configuration']['CodeSha256'])}")
        self.bucket.put(archive, content)
        return True

    def _put(self, name: str, content: bytes) -> str:
        key = _key(content, name)
        if not self.bucket.holds(key):
            self.bucket.put(key, content)
        return key

    def _forget(self, running: Release) -> None:
        listed = self.bucket.list()
        notes = sorted(key for key in listed if key.startswith(_STOOD))[-KEPT:]
        needed = {key for release in self.history()[-KEPT:] for key in release.keys}
        for key in set(listed) - needed - running.keys - set(notes):
            self.bucket.delete(key)


class LostForGood(Exception):
    """The archive of the running release is nowhere: a release that fails could not be undone."""


def archive_of(template: Template) -> str:
    """The key of the archive that a template's functions run; empty when it names none."""
    for function in _functions(template):
        uri = function.get("CodeUri", "")
        if isinstance(uri, str) and uri.startswith("s3://"):
            return uri.removeprefix("s3://").partition("/")[2]
    return ""


def _key(content: bytes, name: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}/{name}"


def _bytes(template: Template) -> bytes:
    return json.dumps(template, sort_keys=True).encode()


def _functions(template: Template) -> Iterator[dict[str, Any]]:
    for resource in template.get("Resources", {}).values():
        if resource["Type"] == "AWS::Serverless::Function":
            yield resource["Properties"]


def _hex(digest: str) -> str:
    return base64.b64decode(digest).hex()
