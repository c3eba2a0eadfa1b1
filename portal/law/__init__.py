"""What the books say, with dates and citations."""
