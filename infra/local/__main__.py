"""`python -m infra.local run|deploy`: the local cloud in the foreground, or new code into the running one."""

import argparse
import os
import signal
import sys
from pathlib import Path

from infra.local.cloud import deploy, local_cloud
from infra.local.console import Console, Trouble
from infra.local.outputs import Outputs
from infra.local.place import HOME, Place
from infra.local.ready import wait_until_ready
from infra.local.trial.server import trial


def main() -> None:
    """Do what the command line asks; trouble is one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("run", "deploy"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "4566")))
    asked = parser.parse_args()
    place, console = Place(Path(os.environ.get("LOCAL_FOLDER") or HOME), asked.port, has_trial=True), Console()
    try:
        _run(place, console) if asked.command == "run" else _deploy(place, console)
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        console.say("\nthe local cloud is down; `make run` brings it back as it was")


def _run(place: Place, console: Console) -> None:
    for farewell in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(farewell, signal.default_int_handler)
    with local_cloud(place, console) as (emulator, outputs):
        wait_until_ready(outputs.rest_url)
        console.step("ready")
        with trial(outputs, console):
            _welcome(outputs, console)
            emulator.wait()
        raise Trouble(f"the local cloud stopped by itself: read {place.logs / 'ministack.log'}")


def _deploy(place: Place, console: Console) -> None:
    if not place.is_taken():
        raise Trouble(f"nothing runs on port {place.port}: start it with `make run`, or name its port with PORT=")
    deploy(place, console)
    console.step("the new code answers")


def _welcome(outputs: Outputs, console: Console) -> None:
    console.say(f"\n  try it     {outputs.trial}/   visitor, counsellor and administrator side by side")
    console.say(f"  pages      {outputs.rest_url}/")
    console.say(f"  desk       {outputs.rest_url}/desk")
    console.say(f"  admin      {outputs.rest_url}/admin")
    console.say(f"  status     {outputs.rest_url}/status")
    console.say(f"  sockets    {outputs.ws_url}\n")
    console.say(f"  {'sign in as':<18} {'password':<24} who may")
    for member in outputs.staff:
        console.say(f"  {member.email:<18} {member.password:<24} {', '.join(member.groups)}")
    console.say("\n  open all day, every day, until somebody changes the hours; green once An is at the desk")
    console.say(f"  logs of the functions are in {outputs.logs}; Ctrl-C stops everything\n")


if __name__ == "__main__":
    main()
