"""Returns: forms, checks, workflow, routes, scope, races, inbox."""
