"""Roll import: reading, judging, previewing and committing a member roll."""
