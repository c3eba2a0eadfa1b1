"""Paper: typeset, filled, bundled."""
