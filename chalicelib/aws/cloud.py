"""Which services there are, and where: in the region of the process, or where its environment says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from botocore.exceptions import NoRegionError

from chalicelib.aws.credentials import keys_of
from chalicelib.aws.service import Patience, Service, World
from chalicelib.aws.signing import Scope

_IN_THE_ENVIRONMENT = {"secretsmanager": "SECRETS_MANAGER", "cognito-idp": "COGNITO_IDENTITY_PROVIDER"}
"""Services whose name in the environment is another, by AWS's list of service identifiers."""


@dataclass(frozen=True)
class Cloud:
    """AWS as a process sees it; `before` is asked before each call, and may raise."""

    environment: Mapping[str, str]
    patience: Patience
    before: Callable[[], None]

    @property
    def region(self) -> str:
        """Raises NoRegionError."""
        region = self.environment.get("AWS_REGION") or self.environment.get("AWS_DEFAULT_REGION")
        if not region:
            raise NoRegionError
        return region

    def service(self, name: str) -> Service:
        """A service by its name in addresses and signatures."""
        known = _IN_THE_ENVIRONMENT.get(name, name.upper())
        given = self.environment.get(f"AWS_ENDPOINT_URL_{known}") or self.environment.get("AWS_ENDPOINT_URL")
        return self.at(given or f"https://{name}.{self.region}.amazonaws.com", name)

    def at(self, url: str, name: str) -> Service:
        """The same at an address that is known. Raises ValueError for what is no address."""
        # DynamoDB answers faster than others, and is asked again sooner: so does the SDK.
        scale = 0.025 if name == "dynamodb" else 0.05
        world = World(self.before)
        return Service(url, Scope(self.region, name), keys_of(self.environment), self.patience, world, scale)
