"""Relief from funds owed: applied for with its grounds, granted by another person, kept with the month's declaration."""
