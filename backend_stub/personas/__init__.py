"""The invented people of the mock: who they are, how they look, and how the stores begin."""
