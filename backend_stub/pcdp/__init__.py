"""The person-centric record of status."""
