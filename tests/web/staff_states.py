"""Every state of the staff's pages, by name."""

from tests.web import admin_states, desk_states

STATES = desk_states.STATES | admin_states.STATES
