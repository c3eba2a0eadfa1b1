"""What a machine needs before the portal runs; plain Python, as nothing else is there yet."""
