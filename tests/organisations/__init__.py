"""Tests of the union tree."""
