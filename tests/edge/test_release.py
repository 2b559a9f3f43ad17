"""`make deploy-edge` against clients that play AWS."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.deployment.stack import NothingStands
from infra.deployment.stage import Stage
from infra.edge.release import REGION, EdgeImpossible, release

STAGE = Stage(
    "prod",
    "eu-central-1",
    "chathulp-prod",
    {"PagesDomain": "chat.example.org", "EdgeCertificateArn": "arn:aws:acm:us-east-1:1:certificate/x"},
)
HOME = {"PagesDomainTarget": "d-1.execute-api.eu-central-1.amazonaws.com", "EdgeSecretName": "edge"}
EDGE = {"OutageBucket": "outage", "Target": "d1.cloudfront.net"}


@dataclass
class Account:
    """Stacks by region and name, and what was asked, in order."""

    stacks: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    put: dict[str, Any] = field(default_factory=dict)
    unchanged: bool = False
    failed: dict[str, str] = field(default_factory=dict)
    tags: list[dict[str, str]] = field(default_factory=list)
    protected: bool = False

    def session(self, region: str) -> boto3.Session:
        return cast(boto3.Session, Session(self, region))


@dataclass
class Session:
    account: Account
    region: str

    def client(self, _service: str) -> "Session":
        return self

    def describe_stacks(self, StackName: str) -> Any:  # noqa: N803
        if (self.region, StackName) not in self.account.stacks:
            message = f"Stack with id {StackName} does not exist"
            raise ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "DescribeStacks")
        told = self.account.stacks[self.region, StackName]
        status = self.account.failed.get(StackName, "UPDATE_COMPLETE")
        return {
            "Stacks": [
                {
                    "StackStatus": status,
                    "Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in told.items()],
                }
            ]
        }

    def create_stack(self, **asked: Any) -> None:
        self._stands("create", asked)

    def update_stack(self, **asked: Any) -> None:
        if self.account.unchanged:
            message = "No updates are to be performed."
            raise ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "UpdateStack")
        self._stands("update", asked)

    def _stands(self, how: str, asked: Any) -> None:
        self.account.asked.append((how, self.region))
        self.account.tags = asked["Tags"]
        self.account.given = {one["ParameterKey"]: one["ParameterValue"] for one in asked["Parameters"]}
        self.account.stacks[self.region, asked["StackName"]] = EDGE

    def delete_stack(self, StackName: str) -> None:  # noqa: N803
        self.account.asked.append(("delete", self.region))
        del self.account.stacks[self.region, StackName]
        del self.account.failed[StackName]

    def update_termination_protection(self, EnableTerminationProtection: bool, **_: Any) -> None:  # noqa: N803
        self.account.protected = EnableTerminationProtection

    def get_waiter(self, name: str) -> "Session":
        self.account.asked.append((name, self.region))
        return self

    def wait(self, **_: Any) -> None:
        """It stands."""

    def get_secret_value(self, SecretId: str) -> dict[str, str]:  # noqa: N803
        return {"SecretString": f"secret {SecretId} of {self.region}"}

    def get_caller_identity(self) -> dict[str, str]:
        return {"Account": "123456789012"}

    def put_object(self, **put: Any) -> None:
        self.account.put = put


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    template, outage = tmp_path / "template.json", tmp_path / "uit.html"
    template.write_text("{}")
    outage.write_text("uit")
    return template, outage


def account(**home: str) -> Account:
    return Account({("eu-central-1", "chathulp-prod"): home})


def test_it_stands_in_us_east_1_with_what_the_stage_tells(files: tuple[Path, Path]) -> None:
    here = account(**HOME)
    assert release(STAGE, *files, here.session) == EDGE
    assert here.asked == [("create", REGION), ("stack_create_complete", REGION)]
    assert here.given == {
        "PagesDomain": "chat.example.org",
        "CertificateArn": STAGE.parameters["EdgeCertificateArn"],
        "OriginHost": HOME["PagesDomainTarget"],
        "EdgeSecret": "secret edge of eu-central-1",
    }
    assert (here.put["Key"], here.put["Bucket"], here.put["ExpectedBucketOwner"]) == (
        "uit.html",
        "outage",
        "123456789012",
    )


def test_it_bears_the_tags_of_its_stage_and_is_protected(files: tuple[Path, Path]) -> None:
    here = account(**HOME)
    release(STAGE, *files, here.session)
    assert here.tags == STAGE.tags
    assert {"Key": "Stack", "Value": "chathulp-prod"} in here.tags
    assert here.protected


def test_a_first_one_that_failed_is_cleared_away(files: tuple[Path, Path]) -> None:
    here = account(**HOME)
    here.stacks[REGION, "chathulp-prod-edge"] = {}
    here.failed["chathulp-prod-edge"] = "ROLLBACK_COMPLETE"
    assert release(STAGE, *files, here.session) == EDGE
    assert here.asked == [("delete", REGION), ("create", REGION), ("stack_create_complete", REGION)]


def test_a_second_time_changes_it_and_nothing_new_is_fine(files: tuple[Path, Path]) -> None:
    here = account(**HOME)
    release(STAGE, *files, here.session)
    here.asked.clear()
    release(STAGE, *files, here.session)
    assert here.asked[0] == ("update", REGION)
    here.unchanged = True
    assert release(STAGE, *files, here.session) == EDGE


@pytest.mark.parametrize("lacking", ["PagesDomainTarget", "EdgeSecretName"])
def test_a_stage_that_is_not_made_for_it_is_told_how(files: tuple[Path, Path], lacking: str) -> None:
    here = account(**{name: value for name, value in HOME.items() if name != lacking})
    with pytest.raises(
        EdgeImpossible, match=r"EdgeCertificateArn in infra/stages/prod\.json, then make deploy STAGE=prod"
    ):
        release(STAGE, *files, here.session)
    assert here.asked == []


def test_a_stage_that_does_not_stand_is_told_how(files: tuple[Path, Path]) -> None:
    with pytest.raises(NothingStands, match=r"no stack chathulp-prod stands .* make deploy"):
        release(STAGE, *files, Account().session)
