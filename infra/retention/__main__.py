"""`python -m infra.retention STAGE TABLE`: a restored table forgets what has expired or was erased since."""

import argparse
import sys
from datetime import UTC, datetime

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.stage import UnknownStage, read_stage
from infra.local.cloud import local_session
from infra.local.outputs import read_outputs
from infra.local.place import HOME, Place
from infra.retention.forget import StillRead, Tables, forget


def main() -> None:
    """Does it, and prints how many items went for which reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("table")
    parser.add_argument(
        "--also-live", action="store_true", help="also when it is the table that people are served from"
    )
    parser.add_argument("--port", type=int, default=4566, help="of the local cloud")
    asked = parser.parse_args()
    try:
        _forget(asked)
    except StillRead as live:
        sys.exit(f"{live} is the table that people are served from: name the restored one, or add LIVE=yes")
    except (UnknownStage, ClientError, BotoCoreError, KeyError) as error:
        sys.exit(f"not done: {error}. Whoever may read the table has to wait")


def _forget(asked: argparse.Namespace) -> None:
    stage = read_stage(asked.stage)
    if stage.name == "local":
        place = Place(HOME, asked.port)
        session, endpoint = local_session(stage.region), place.endpoint
        told = read_outputs(place.outputs)
        live = Tables(told.chat_table, told.vault_table)
    else:
        session, endpoint = boto3.Session(region_name=stage.region), None
        live = _tables_of(session, stage.stack)
    client = session.client("dynamodb", endpoint_url=endpoint)
    counts = forget(client, live, asked.table, lambda: datetime.now(UTC), also_live=asked.also_live)
    for reason in ("expired", "erased", "over by the ledger", "kept"):
        print(f"{reason:<20} {counts.get(reason, 0)}")


def _tables_of(session: boto3.Session, stack: str) -> Tables:
    (described,) = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    told = {one["OutputKey"]: one["OutputValue"] for one in described["Outputs"]}
    return Tables(told["ChatTableName"], told["VaultTableName"])


if __name__ == "__main__":
    main()
