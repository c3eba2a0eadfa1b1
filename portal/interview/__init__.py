"""The questions, and the path that answers make through them."""
