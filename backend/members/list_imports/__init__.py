"""Lists of deaths and retirements from other offices, compared with the register and recorded."""
