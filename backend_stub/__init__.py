"""A bundled mock of the digital status service, for practice and demonstration only."""
