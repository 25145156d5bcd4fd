"""Handover (交接): a leaving account's open work goes to the successor, and the account is closed."""
