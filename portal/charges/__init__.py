"""Charges: what a charge string of a real record says, and how sure we are of it."""
