"""Stories told in a real Chromium against the real server and the built page."""
