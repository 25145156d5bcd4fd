"""Delegations (委托代办): one person acts for another, by dates and within a part of the other's rights."""
