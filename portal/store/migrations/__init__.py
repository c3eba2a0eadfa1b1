"""Migrations: the tables from one shape to the next."""
