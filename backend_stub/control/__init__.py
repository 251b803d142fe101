"""The practice controls: people, faults, clock, reset. Never part of the real service."""
