"""Lists of deaths and retirements, tested."""
