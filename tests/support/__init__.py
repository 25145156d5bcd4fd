"""What the tests share: databases, signed-in people, builders."""
