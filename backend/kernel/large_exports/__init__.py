"""Exports of more persons than one may take alone: request, second person, sealed file, counted download, expiry."""
