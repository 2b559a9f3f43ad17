"""One release of one stage: package, upload, change set. The local cloud takes the same road."""

from collections.abc import Callable

from infra.deployment.artefacts import open_artefacts
from infra.deployment.clients import Clients
from infra.deployment.stack import Stack, Tell
from infra.deployment.stage import Stage
from infra.packaging.package import Package
from infra.packaging.template import Template

Adapt = Callable[[Template], Template]


def release(stage: Stage, package: Package, clients: Clients, tell: Tell, adapt: Adapt | None = None) -> dict[str, str]:
    """Bring `package` to stand as `stage`; the stack's outputs."""
    template = package.read_template()
    if adapt:
        template = adapt(template)
    artefacts = open_artefacts(stage, clients.s3, clients.sts)
    tell(f"uploading to {artefacts.bucket}")
    url = artefacts.upload(package, template)
    return Stack(clients.cloudformation, stage).release(url, tell)
