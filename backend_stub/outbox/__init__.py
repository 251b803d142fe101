"""The texts and e-mails that were "sent"."""
