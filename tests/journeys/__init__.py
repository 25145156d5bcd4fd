"""Whole journeys through a real server or every route: kills, scope, statement counts."""
