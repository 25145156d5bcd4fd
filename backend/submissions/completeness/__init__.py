"""Who has reported: the board of street and month, who is missing, reminders."""
