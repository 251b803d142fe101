"""Practising without a screen: an invented person who answers from what they know."""
