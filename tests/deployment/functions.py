"""Lambda as the documents describe it: each release publishes a version, and only who is told deletes one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.deployment.buckets import refusal

Aliases = dict[str, dict[str, Any]]


@dataclass
class Functions:
    """The functions of an account: versions and aliases by name, and where their archives can be read."""

    folder: Path
    runs: bytes = b""
    layer: bytes = b"what checks a token"
    versions: dict[str, list[int]] = field(default_factory=dict)
    aliases: dict[str, Aliases] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    refuses: str = ""

    def publishes(self, name: str, digest: str) -> None:
        """A version, unless nothing changed since the last; the alias moves there."""
        published = self.versions.setdefault(name, [])
        if self.digests.get(name) != digest:
            published.append(max(published, default=0) + 1)
        self.digests[name] = digest
        self.calls(name, published[-1])

    def calls(self, name: str, version: int, alias: str = "live", beside: int = 0) -> None:
        """An alias stands on a version, with a tenth of the calls for the one beside it."""
        weights = {str(beside): 0.1} if beside else {}
        told = {"FunctionVersion": str(version), "RoutingConfig": {"AdditionalVersionWeights": weights}}
        self.aliases.setdefault(name, {})[alias] = told

    def get_function(self, FunctionName: str) -> Any:  # noqa: N803
        assert FunctionName == "chathulp-prod-vault"
        return {"Code": {"Location": self._at(self.runs)}, "Configuration": {"Layers": [{"Arn": "sign-in"}]}}

    def get_layer_version_by_arn(self, Arn: str) -> Any:  # noqa: N803
        assert Arn == "sign-in"
        return {"Content": {"Location": self._at(self.layer)}}

    def _at(self, content: bytes) -> str:
        path = self.folder / f"{len(content)}.zip"
        path.write_bytes(content)
        return path.as_uri()

    def get_paginator(self, what: str) -> "Listed":
        return Listed(self, what)

    def delete_function(self, FunctionName: str, Qualifier: str = "") -> None:  # noqa: N803
        assert Qualifier.isdigit(), "the whole function would be gone"
        if self.refuses:
            raise refusal(self.refuses, "not authorized to perform lambda:DeleteFunction")
        for alias in self.aliases[FunctionName].values():
            weights = alias["RoutingConfig"]["AdditionalVersionWeights"]
            assert Qualifier != alias["FunctionVersion"], "the running version would be gone"
            assert Qualifier not in weights, "the version that is moved from would be gone"
        self.versions[FunctionName].remove(int(Qualifier))


@dataclass
class Listed:
    """Page after page, two at a time, the versions in no order that means anything."""

    functions: Functions
    what: str

    def paginate(self, FunctionName: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        if self.what == "list_aliases":
            for alias in self.functions.aliases.get(FunctionName, {}).values():
                yield {"Aliases": [alias]}
            return
        numbers = sorted(map(str, self.functions.versions[FunctionName]))
        yield {"Versions": [{"Version": "$LATEST"}]}
        for first in range(0, len(numbers), 2):
            yield {"Versions": [{"Version": number} for number in numbers[first : first + 2]]}
