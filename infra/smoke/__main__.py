"""`python -m infra.smoke STAGE`: what no test before a release could show, tried on the stage as it stands."""

import argparse
import os
import sys

from botocore.exceptions import BotoCoreError, ClientError

from infra.deployment.stack import NothingStands
from infra.deployment.stage import UnknownStage
from infra.smoke import account, doors, talk
from infra.smoke.outcome import FAILS, tried
from infra.smoke.stage import find


def main() -> None:
    """Try everything, print a line for each, and fail when one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "4566")), help="of the local cloud")
    parser.add_argument("--channel", default="jac", help="where the conversation is held")
    parser.add_argument("--open", action="store_true", help="give the channel hours for as long as that takes")
    asked = parser.parse_args()
    try:
        stage = find(asked.stage, asked.port)
    except (UnknownStage, NothingStands, BotoCoreError, ClientError) as error:
        sys.exit(f"nothing was tried: {error}")
    opens = asked.open or stage.local
    checks = [*doors.checks(stage), *talk.checks(stage, asked.channel, opens), *account.checks(stage)]
    failed = 0
    for outcome in tried(checks):
        failed += outcome.verdict == FAILS
        print(outcome, flush=True)
    if failed:
        sys.exit(f"{failed} of {len(checks)} fail: docs/runbooks.md, Wrong release")


if __name__ == "__main__":
    main()
