"""The official court forms we know: edition, fingerprint, field map."""
