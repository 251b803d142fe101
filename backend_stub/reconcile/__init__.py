"""Look across the stores for records that do not agree, and take a dump of every store."""
