"""The OpenAPI document and the server agree."""
