"""The papers of one county: what they say and which ones there are."""
