"""Tests of the member register."""
