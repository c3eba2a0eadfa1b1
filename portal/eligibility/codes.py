"""The outcomes and flags, where those who read findings look for them."""

from portal.law.codes import Flag, Outcome

__all__ = ["Flag", "Outcome"]
