"""Faults as data: named row edits, each with the inverse that takes it back."""
