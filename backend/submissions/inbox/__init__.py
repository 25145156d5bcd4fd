"""What waits for the caller: groups whose badge is the count of the list behind it."""
