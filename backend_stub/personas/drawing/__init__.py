"""Drawn portraits of invented people: small pixel pictures, made from a few named features."""
