"""Change requests: identity fields and wrongly recorded deaths are corrected only with a second person."""
