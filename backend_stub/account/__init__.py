"""The account service: who may sign in, and with which document."""
