"""Transfer cases: transfers between unions and duplicate registrations."""
