"""Maintenance scripts; no part of the program."""
