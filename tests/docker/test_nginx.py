"""What nginx adds to the files it serves is what the application adds to its answers."""

import pytest

from backend.kernel.edge import SECURITY_HEADERS
from backend.kernel.migrate import ROOT

HEADERS = (ROOT / "docker/page-headers.conf").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(("name", "value"), SECURITY_HEADERS)
def test_nginx_sends_the_same_security_header(name: bytes, value: bytes) -> None:
    assert f'add_header {name.decode()} "{value.decode().lower()}" always;' in HEADERS
