"""The audit trail, asked of the vault: this side has no right to read it, and hands on who asks."""

from chalicelib.actions.context import Context
from chalicelib.actions.shared.asking_vault import asked_of_vault
from chalicelib.actions.shared.requests import Request
from chalicelib.protocol import answers
from chalicelib.protocol.requests import CheckAudit, Nothing, OfAudit


def list_deeds(context: Context, request: Request[Nothing, OfAudit]) -> answers.AuditView:
    """What staff did, the newest first."""
    return asked_of_vault(context, request, "audit", answers.AuditView, request.query)


def check_trail(context: Context, request: Request[Nothing, CheckAudit]) -> answers.AuditCheckView:
    """Recomputes the audit trail, and names the first entry that is broken."""
    return asked_of_vault(context, request, "audit_check", answers.AuditCheckView, request.query)
