"""The Resolution Centre: who reported what, what is being done about it, and for how long."""
