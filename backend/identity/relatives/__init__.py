"""Declared near relatives (亲属关系申报): whose cases an account holder may not decide."""
