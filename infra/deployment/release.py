"""One release of one stage: judged, uploaded, shown, carried out. The local cloud takes the same road."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.deployment import versions
from infra.deployment.artefacts import Artefacts, LostForGood, Release
from infra.deployment.bucket import open_bucket
from infra.deployment.changes import DataAtStake, guard, read_changes
from infra.deployment.choices import judge
from infra.deployment.clients import Clients
from infra.deployment.kept import kept, stack_policy
from infra.deployment.leftovers import Leftover, adoption, find, refuse
from infra.deployment.roles import NOBODYS, Roles
from infra.deployment.stack import Kind, Stack, Tell
from infra.deployment.stage import Stage
from infra.monitoring.shifts import WATCH_MINUTES
from infra.packaging.package import Package
from infra.packaging.template import Template

UNPROTECTED = {"DeletionProtection": "false"}
"""Of a first release: what it made goes when it fails, which no table or pool does that refuses to be deleted."""


NOTHING: Mapping[str, str] = {}
AT_ONCE = {"Shift": "AllAtOnce", "HeedAlarms": "false"}
"""Of a release that nothing takes back: the one that mends what rings."""


class CalledOff(Exception):
    """Somebody looked at the changes and said no; nothing was changed."""


@dataclass(frozen=True)
class Wishes:
    """What an operator says besides the file: what may be replaced, whether to take in what was left, which alarms
    take a release back (none: it goes at once, whatever rings), whether every function begins anew although nothing
    changed (a secret was turned over), and yes or no to the changes that were shown."""

    replace: Collection[str] = ()
    adopt: bool = False
    heed: Collection[str] = ()
    fresh: bool = False
    confirm: Callable[[], bool] = lambda: True


NO_WISHES = Wishes()


@dataclass(frozen=True)
class Deployment:
    """One stage in one account."""

    stage: Stage
    clients: Clients
    stack: Stack
    artefacts: Artefacts
    tell: Tell
    roles: Roles
    wishes: Wishes

    def release(self, package: Package, template: Template) -> dict[str, str]:
        """Bring `package` to stand under `template`; the stack's outputs."""
        judge(self.stage, template)
        kind = self._begin(template)
        self.tell(f"uploading to {self.artefacts.bucket.name}")
        salt = datetime.now(UTC).isoformat() if self.wishes.fresh else ""
        uploaded = self.artefacts.upload(package, template, self._parameters(), salt)
        self._stand(uploaded, template, kind)
        self.artefacts.stood(uploaded, datetime.now(UTC))
        return self.stack.outputs()

    def go_back(self) -> dict[str, str]:
        """Bring the release before the running one to stand, with what was chosen then; the stack's outputs."""
        kind = self.stack.ready(self.tell)
        release = self.artefacts.before(self._running())
        self.tell(f"going back to {release.template[:12]}")
        self._stand(release, self.artefacts.read(release), kind)
        self.artefacts.returned(release)
        return self.stack.outputs()

    def _parameters(self) -> dict[str, str]:
        return self.stage.parameters | ({"RoleBoundary": self.roles.boundary} if self.roles.boundary else {})

    def _running(self) -> Template:
        return self.stack.template() if self.stack.outputs() else {"Resources": {}}

    def _begin(self, template: Template) -> Kind:
        kind = self.stack.ready(self.tell)
        if kind == "UPDATE":
            self._mend()
            return kind
        found = find(self.stack.name, self.clients, template)
        if found and not self.wishes.adopt:
            refuse(self.stack.name, found, f"make deploy STAGE={self.stage.name}")
        return self._adopt(template, found) if found else kind

    def _mend(self) -> None:
        try:
            # Every function runs the same archive; vault has the layer too.
            if self.artefacts.mend(self._running(), self.clients.functions, [f"{self.stack.name}-vault"]):
                self.tell("the bucket had lost archives of the running release: brought back from Lambda")
        except LostForGood as lost:
            self.tell(f"{lost}: should this release fail, CloudFormation cannot return to the one that runs")

    def _adopt(self, template: Template, found: list[Leftover]) -> Kind:
        self.tell("taking in what an earlier stack has left")
        alone, imported = adoption(template, found)
        url = self.artefacts.bucket.url(self.artefacts.upload_template(alone))
        change = self.stack.propose(self._parameters(), "IMPORT", TemplateURL=url, ResourcesToImport=imported)
        self._carry_out(change, alone, {"Resources": {}})
        return "UPDATE"

    def _stand(self, release: Release, template: Template, kind: Kind) -> None:
        first = UNPROTECTED if kind == "CREATE" else {}
        running = self._running()
        self._propose(release, kind, template, running, first)
        if first:
            self._propose(release, "UPDATE", template, template)
        self.stack.protect(stack_policy(kept(template)))
        versions.forget(self.clients.functions, versions.names(template, self.stack.name), self.tell)

    def _propose(
        self, release: Release, kind: Kind, template: Template, running: Template, first: Mapping[str, str] = NOTHING
    ) -> None:
        pace = NOTHING if self.wishes.heed else AT_ONCE
        # What takes the place of nothing, or of itself, has nothing to be taken back to.
        heeded = () if running in ({"Resources": {}}, template) else self.wishes.heed
        triggers = self._triggers([name for name in heeded if name in running["Resources"]])
        url = self.artefacts.bucket.url(release.template)
        wanted = {**release.parameters, **pace, **first}
        if change := self.stack.propose(wanted, kind, TemplateURL=url, Tags=self.stage.tags, **triggers):
            self._carry_out(change, template, running)
        else:
            self.tell("nothing to change")

    def _triggers(self, names: Sequence[str]) -> dict[str, object]:
        """The alarms that CloudFormation takes the whole stack back for; it looks at those that stand already.

        None is said as an empty list: what a change leaves out goes on from the one before (API of CloudFormation,
        `RollbackConfiguration`), and would undo the way out of a bad release.
        """
        place = f"arn:aws:cloudwatch:{self.stage.region}:{self.artefacts.bucket.owner}:alarm:{self.stack.name}"
        triggers = [{"Arn": f"{place}-{name}", "Type": "AWS::CloudWatch::Alarm"} for name in names]
        watched = WATCH_MINUTES if triggers else 0
        return {"RollbackConfiguration": {"RollbackTriggers": triggers, "MonitoringTimeInMinutes": watched}}

    def _carry_out(self, change: str, template: Template, running: Template) -> None:
        held = {**kept(template), **kept(running)}
        self._show(change, held)
        if running["Resources"]:
            # A stack that stood before this tool protected anything is protected before it is changed.
            self.stack.protect(stack_policy(held.keys() - set(self.wishes.replace)))
        try:
            self.stack.carry_out(change, self.tell)
        finally:
            if running["Resources"]:
                self.stack.protect(stack_policy(held))

    def _show(self, change: str, held: Collection[str]) -> None:
        changes = read_changes(self.clients.cloudformation, self.stack.name, change)
        self.tell("\n".join([f"{len(changes)} changes:", *map(str, changes)]))
        try:
            guard(changes, held, self.wishes.replace)
            if not self.wishes.confirm():
                raise CalledOff("the change set was not carried out")
        except (DataAtStake, CalledOff):
            self.stack.discard(change)
            raise


def open_deployment(
    stage: Stage, clients: Clients, tell: Tell, roles: Roles = NOBODYS, wishes: Wishes = NO_WISHES
) -> Deployment:
    """The stage as it is now, in the account of `clients`. Raises ForeignBucket."""
    artefacts = Artefacts(open_bucket(stage, clients.s3, clients.sts))
    stack = Stack(clients.cloudformation, stage.stack, roles.service)
    return Deployment(stage, clients, stack, artefacts, tell, roles, wishes)
