"""Alarms on what our own logs say: somebody notices it already, or soon will."""

from infra.monitoring.alarm import BELOW, Alarm, counted

OWN = (
    Alarm("ConnectFailed", "Nobody gets in: sockets are refused by a fault of ours", counted("ConnectFailed")),
    Alarm("MessageFailed", "Frames fail: people see words that are not kept", counted("MessageFailed")),
    Alarm(
        "Contended",
        "Frames lose every try of a race: people must say it again",
        counted("Contended"),
        threshold=10,
    ),
    Alarm("DisconnectFailed", "Drops are noticed late, by silence only", counted("DisconnectFailed")),
    Alarm("ApiFailed", "Pages, lights or administration answer that it is our fault", counted("ApiFailed")),
    Alarm("SignInFailed", "Counsellors cannot sign in: the authorizer fails", counted("SignInFailed")),
    Alarm(
        "IssuerUnreachable",
        "The keys of the issuer of tokens cannot be read: soon nobody can sign in",
        counted("IssuerUnreachable"),
    ),
    # A single question may be one too many in its second, and is asked again in the next minute.
    Alarm(
        "StaffUnasked",
        "Cognito does not say who still is staff: who was dismissed stays until their session ends",
        counted("StaffUnasked"),
        seconds=60,
        ringing=2,
        looked_at=3,
    ),
    Alarm("UpkeepFailed", "Something due is not done, each minute again", counted("UpkeepFailed")),
    Alarm(
        "UpkeepSilent",
        "No round of upkeep has succeeded for three minutes: nothing opens, closes or expires",
        counted("UpkeepDone"),
        comparison=BELOW,
        seconds=60,
        ringing=3,
        looked_at=3,
        silence_rings=True,
    ),
    Alarm("AnnounceFailed", "Waiting visitors are not told that the light changed", counted("AnnounceFailed")),
    Alarm(
        "AnnounceNotAsked",
        "Lights are told a minute late: the function that tells them cannot be started",
        counted("AnnounceNotAsked"),
    ),
    Alarm("PushFailed", "Frames do not reach browsers: people wait for words that are kept", counted("PushFailed")),
    Alarm(
        "VaultFailed",
        "The audit trail cannot be written or read: nothing of the vault is shown",
        counted("VaultFailed"),
    ),
    Alarm(
        "EmergencyNotTold",
        "A disclosure is asked and administrators do not hear of it by mail or SMS",
        counted("EmergencyNotTold"),
        seconds=60,
    ),
    # Whatever keeps a deed waiting: a function that is not started, that fails, or one deed that cannot be chained.
    Alarm(
        "OutboxNotEmptied",
        "What staff did has waited for the audit trail for three minutes",
        counted("OutboxEmptied"),
        comparison=BELOW,
        seconds=60,
        ringing=3,
        looked_at=3,
        silence_rings=True,
    ),
    Alarm(
        "NotForgotten",
        "Something of a conversation that is over, or was erased, is still there and does not go",
        counted("NotForgotten"),
    ),
    # Each round after which no proof is owed has a heartbeat, three in a quarter.
    Alarm(
        "ProofMissing",
        "For a quarter nothing says that what had to be deleted is deleted",
        counted("RetentionProved"),
        comparison=BELOW,
        seconds=900,
        silence_rings=True,
    ),
    # Each round after which no day that is over waits for its head has a heartbeat, three in a quarter.
    Alarm(
        "HeadMissing",
        "For a quarter nothing says that the audit trail of yesterday is signed and kept out of reach",
        counted("HeadSigned"),
        comparison=BELOW,
        seconds=900,
        silence_rings=True,
    ),
    Alarm(
        "HeadRefused",
        "A day of the audit trail is not signed: the trail is broken, or key or bucket refuse",
        counted("HeadRefused"),
    ),
    # A light may flip between the two looks of one minute; twice in three minutes it is no accident.
    Alarm(
        "LightDiffers",
        "The front door shows another light than the schedule and the places say",
        counted("LightDiffers"),
        seconds=60,
        ringing=2,
        looked_at=3,
    ),
    Alarm(
        "DoorShut",
        "The lights cannot be read through the front door: sites show no chat",
        counted("DoorShut"),
        seconds=60,
        ringing=2,
        looked_at=3,
    ),
)
