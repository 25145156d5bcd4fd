"""Text in paths and query strings: the rule of bodies holds there too, for every route at once."""

from collections.abc import Iterator, MutableMapping
from typing import Any
from urllib.parse import unquote_to_bytes

from backend.kernel.errors import FieldError
from backend.kernel.problems import field_errors
from backend.kernel.wire import clean


def address_errors(scope: MutableMapping[str, Any]) -> list[FieldError]:
    """What is wrong with the text of a request's address; empty when nothing is."""
    found = [("path", kind) for kind in _kinds(scope.get("raw_path") or b"")]
    for pair in scope["query_string"].replace(b"+", b" ").split(b"&"):
        name, _, value = pair.partition(b"=")
        kinds = [*_kinds(name), *_kinds(value)]
        found += [(_shown(name), kind) for kind in kinds[:1]]
    return field_errors([{"loc": [where], "type": kind} for where, kind in found])


def _kinds(quoted: bytes) -> Iterator[str]:
    try:
        clean(unquote_to_bytes(quoted).decode())
    except UnicodeDecodeError:
        yield "text_encoding"
    except ValueError as problem:
        yield str(problem)


def _shown(name: bytes) -> str:
    """A parameter's name if it is one of ours; foreign text is not repeated."""
    text = name.decode("ascii", "ignore")
    return text if text.isidentifier() and len(text) <= 40 else "query"
