"""What a stage's file may say: every rule of the template, kept and broken."""

import pytest

from infra.deployment.choices import NotAllowed, judge
from infra.deployment.stage import Stage, read_stage
from infra.packaging.template import Template, gather_rooms

ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"
EDGE_ARN = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b"
GOOD = {
    "Stage": "prod",
    "ManagerName": "CAW Groep",
    "ManagerEmail": "onlinehulp@cawgroep.be",
    "AlarmEmail": "wacht@cawgroep.be",
}
PAGES = {"PagesDomain": "chat.caw.be", "PagesCertificateArn": ARN}
SOCKETS = {"WebsocketDomain": "lijn.caw.be", "WebsocketCertificateArn": ARN}
ISSUER = {
    "OidcIssuer": "https://login.caw.be",
    "OidcClientId": "chat",
    "OidcJwksUrl": "https://login.caw.be/jwks",
    "OidcAuthorizeUrl": "https://login.caw.be/authorize",
    "OidcTokenUrl": "https://login.caw.be/token",
}


@pytest.fixture(scope="module")
def template() -> Template:
    return gather_rooms()


def stage(**chosen: str) -> Stage:
    """A stage that is right, but for what a test changes; an empty word takes the parameter away."""
    return Stage("prod", "eu-central-1", "chathulp-prod", {k: v for k, v in (GOOD | chosen).items() if v})


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        PAGES,
        SOCKETS,
        PAGES | SOCKETS | {"EdgeCertificateArn": EDGE_ARN},
        ISSUER,
        ISSUER | {"OidcAudience": "desk", "OidcLogoutUrl": "https://login.caw.be/out"},
        {"AllowedOrigins": "https://www.caw.be,https://www.jac.be:8443"},
        {"CopyRegion": "eu-west-1"},
        {"StaffMfa": "OPTIONAL"},
        {"EmergencySms": "+32470000000", "EmergencyEmail": "leiding@cawgroep.be"},
        {"BackupDays": "7"},
    ],
    ids=lambda chosen: " ".join(chosen) or "the least",
)
def test_this_may_be_released(template: Template, chosen: dict[str, str]) -> None:
    judge(stage(**chosen), template)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"AlarmEmail": ""}, "AlarmEmail is empty"),
        ({"AlarmEmail": "oncall@example.org"}, "AlarmEmail is 'oncall@example.org'"),
        ({"AlarmEmail": "oncall@mail.example.com"}, "AlarmEmail is"),
        ({"AlarmEmail": "oncall@caw.example"}, "AlarmEmail is"),
        ({"AlarmEmail": "oncall@caw.test"}, "AlarmEmail is"),
        ({"AlarmEmail": "oncall"}, "AlarmEmail is"),
        ({"ManagerEmail": "beheer@example.org"}, "ManagerEmail is"),
        ({"ManagerEmail": ""}, "ManagerEmail is missing"),
        ({"ManagerName": "C"}, "ManagerName is"),
        ({"EmergencyEmail": "leiding@example.org"}, "EmergencyEmail is"),
        ({"PagesDomain": "chat.caw.be"}, "PagesDomain is set without PagesCertificateArn"),
        ({"PagesCertificateArn": ARN}, "PagesCertificateArn is set without PagesDomain"),
        (PAGES | {"PagesDomain": "https://chat.caw.be"}, "a host name"),
        (PAGES | {"PagesCertificateArn": EDGE_ARN}, "PagesCertificateArn is not of eu-central-1"),
        ({"WebsocketDomain": "lijn.caw.be"}, "WebsocketDomain is set without WebsocketCertificateArn"),
        ({"WebsocketCertificateArn": ARN}, "WebsocketCertificateArn is set without WebsocketDomain"),
        (PAGES | SOCKETS | {"WebsocketDomain": "chat.caw.be"}, "WebsocketDomain is PagesDomain"),
        ({"EdgeCertificateArn": EDGE_ARN}, "EdgeCertificateArn is set without PagesDomain"),
        (PAGES | {"EdgeCertificateArn": ARN}, "in us-east-1"),
        ({"OidcIssuer": "https://login.caw.be"}, "OidcIssuer is set without OidcClientId"),
        *((ISSUER | {lacking: ""}, f"without {lacking}") for lacking in list(ISSUER)[1:]),
        ({"OidcClientId": "chat"}, "OidcIssuer is empty"),
        (ISSUER | {"OidcIssuer": "http://login.caw.be"}, "begins with https://"),
        ({"AllowedOrigins": "https://www.caw.be/"}, "without a path"),
        ({"AllowedOrigins": "https://www.caw.be, www.jac.be"}, "AllowedOrigins"),
        ({"CopyRegion": "eu-central-1"}, "CopyRegion is the region of the stage"),
        *(({"CopyRegion": name}, "CopyRegion") for name in ("us-east-1", "eu-west-2", "eu-central-2", "eu-moon-9")),
        ({"Stage": "local", "AlarmEmail": "", "StaffMfa": "OFF"}, "Stage is 'local' in the file of 'prod'"),
        *(({"AlarmEmail": f"x@{host}"}, "AlarmEmail") for host in ("example.co.uk", "nobody.local", "-.be", "caw..be")),
        *(({"AllowedOrigins": f"https://{host}"}, "AllowedOrigins") for host in ("..", "-caw.be", "caw-.be")),
        ({"PlacesOfAnOrigin": "2.5"}, "PlacesOfAnOrigin is '2.5'"),
        ({"StaffMfa": "OFF"}, "StaffMfa is OFF"),
        ({"StaffMfa": "sometimes"}, "StaffMfa is 'sometimes'"),
        ({"BackupDays": "35"}, "BackupDays is '35'"),
        ({"BackupDays": "two"}, "BackupDays is 'two'"),
        ({"AlarmMail": "wacht@cawgroep.be"}, "AlarmMail is no parameter"),
    ],
)
def test_this_may_not(template: Template, chosen: dict[str, str], said: str) -> None:
    with pytest.raises(NotAllowed, match=r"infra/stages/prod\.json is not right yet") as refused:
        judge(stage(**chosen), template)
    assert said in str(refused.value)


def test_everything_wrong_is_said_at_once(template: Template) -> None:
    with pytest.raises(NotAllowed) as refused:
        judge(stage(AlarmEmail="", PagesDomain="chat.caw.be", BackupDays="9"), template)
    assert len(str(refused.value).splitlines()) == 4


@pytest.mark.parametrize("name", ["test", "prod"])
def test_the_stages_as_they_come_are_examples_and_are_not_released(template: Template, name: str) -> None:
    with pytest.raises(NotAllowed, match="AlarmEmail"):
        judge(read_stage(name), template)


def test_the_local_stage_needs_nobody_who_is_woken(template: Template) -> None:
    judge(read_stage("local"), template)


def test_every_rule_says_what_is_wrong(template: Template) -> None:
    for rule in template["Rules"].values():
        assert all(one["AssertDescription"] for one in rule["Assertions"])
