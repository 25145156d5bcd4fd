"""Suspected duplicates: found, looked at side by side, judged, merged and taken back."""
