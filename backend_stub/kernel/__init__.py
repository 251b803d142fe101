"""What every part may use: time, chance, keys, stores, problems, logging."""
