"""Arrears and dunning."""
