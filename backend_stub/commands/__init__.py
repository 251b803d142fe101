"""The sub-commands of the mock, one module each."""
