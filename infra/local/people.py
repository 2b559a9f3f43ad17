"""The demo staff: counsellors (one leads the team) and an administrator, with sign-ins for this machine only."""

from typing import TYPE_CHECKING

from infra.local.outputs import StaffMember

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import AttributeTypeTypeDef

STAFF = (
    StaffMember("an@example.org", "lokale-hulp-van-an", "An", ("counsellor", "channel-caw", "channel-jac")),
    StaffMember("bram@example.org", "lokale-hulp-van-bram", "Bram", ("counsellor", "channel-caw", "channel-jac")),
    StaffMember(
        "fien@example.org",
        "lokale-leiding-van-fien",
        "Fien",
        ("counsellor", "team-lead", "channel-caw", "channel-jac"),
    ),
    StaffMember("dora@example.org", "lokaal-beheer-van-dora", "Dora", ("administrator",)),
)


def seed_staff(cognito: "CognitoIdentityProviderClient", pool: str) -> None:
    """Give every demo staff member an account in `pool`, once."""
    for member in STAFF:
        seed(cognito, pool, member)


def seed(cognito: "CognitoIdentityProviderClient", pool: str, member: StaffMember) -> None:
    """Give one person an account, once."""
    attributes: list[AttributeTypeTypeDef] = [
        {"Name": "email", "Value": member.email},
        {"Name": "email_verified", "Value": "true"},
        {"Name": "given_name", "Value": member.given_name},
    ]
    try:
        cognito.admin_create_user(
            UserPoolId=pool,
            Username=member.email,
            UserAttributes=attributes,
            TemporaryPassword=member.password,
            MessageAction="SUPPRESS",
        )
    except cognito.exceptions.UsernameExistsException:
        return
    cognito.admin_set_user_password(UserPoolId=pool, Username=member.email, Password=member.password, Permanent=True)
    for group in member.groups:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=member.email, GroupName=group)
