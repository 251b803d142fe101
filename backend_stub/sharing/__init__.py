"""One sharing service, run three times with its own store and its own keys."""
