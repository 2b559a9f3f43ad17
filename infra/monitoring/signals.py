"""What the functions' own logs say, counted. Handlers raise nothing, so Lambda alone would see no error of ours.

Each signal is one metric, fed by a filter on the log of every function that may write one of its events.
"""

from dataclasses import dataclass
from typing import Any

from infra.monitoring.functions import title

NAMESPACE = {"Fn::Sub": "Chathulp/${AWS::StackName}"}

PUSHING = ("message", "disconnect", "api", "upkeep", "announce")
ASKING = ("message", "disconnect", "api", "upkeep")


@dataclass(frozen=True)
class Signal:
    """Events of the log that mean one thing, and the functions in whose logs they can stand."""

    name: str
    events: tuple[str, ...]
    functions: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """As CloudWatch Logs filters lines of JSON."""
        return "{ " + " || ".join(f'($.event = "{event}")' for event in self.events) + " }"

    def filters(self) -> dict[str, Any]:
        """One metric filter for each log."""
        return {f"{self.name}In{title(function)}": self._filter(function) for function in self.functions}

    def _filter(self, function: str) -> dict[str, Any]:
        counted = {"MetricNamespace": NAMESPACE, "MetricName": self.name, "MetricValue": "1"}
        return {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": {"Ref": f"{title(function)}Log"},
                "FilterPattern": self.pattern,
                "MetricTransformations": [counted],
            },
        }


SIGNALS = (
    Signal("ConnectFailed", ("connect_failed",), ("connect",)),
    Signal("MessageFailed", ("message_failed", "failed", "figures_failed", "settings_unread"), ("message",)),
    Signal("Contended", ("contended",), ("message",)),
    Signal("DisconnectFailed", ("disconnect_failed",), ("disconnect",)),
    Signal("ApiFailed", ("request_failed", "page_failed", "settings_unread"), ("api",)),
    Signal("SignInFailed", ("sign_in_failed",), ("staff",)),
    Signal("IssuerUnreachable", ("issuer_unreachable",), ("staff", "vault")),
    Signal("StaffUnasked", ("staff_unasked",), ("staff", "upkeep")),
    Signal("UpkeepFailed", ("upkeep_failed", "canary_failed", "settings_unread"), ("upkeep",)),
    Signal("UpkeepDone", ("upkeep",), ("upkeep",)),
    Signal("AnnounceFailed", ("announce_failed",), ("announce",)),
    Signal("AnnounceNotAsked", ("announce_not_asked",), ASKING),
    Signal("PushFailed", ("push_failed",), PUSHING),
    Signal("LightDiffers", ("canary_differs",), ("upkeep",)),
    Signal("VaultFailed", ("vault_failed", "outbox_failed"), ("vault",)),
    Signal("OutboxEmptied", ("outbox",), ("vault",)),
    Signal("NotForgotten", ("retention_remains", "retention_failed", "erasing_failed"), ("vault",)),
    Signal("RetentionProved", ("retention",), ("vault",)),
    Signal("HeadSigned", ("signing",), ("vault",)),
    Signal("HeadRefused", ("signing_failed", "trail_broken"), ("vault",)),
    Signal("EmergencyNotTold", ("emergency_not_told", "emergency_failed"), ("vault",)),
    Signal("DoorShut", ("canary_shut",), ("upkeep",)),
)
