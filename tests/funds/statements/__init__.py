"""Statements of tax, treasury, finance and bank."""
