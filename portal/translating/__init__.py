"""The catalogs of the languages: kept in step with the code, held to a gate, and reviewed."""
