"""What is kept, sealed, and how it is let go."""
