"""`twoway act`: whatever the API can do, from a terminal: the same rules, errors and sight."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

import typer

from twoway.cli.start import open_database
from twoway.cli.who import As, Token, seen, viewer
from twoway.cli.words import tell
from twoway.errors import BadShape, LedgerBroken, NotSeen, TwowayError

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from twoway.people.models import Person

PERSON = "@"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing the API can do: where it is asked for, and what each of its blanks takes."""

    name: str
    method: str
    path: str
    says: str
    in_path: tuple[str, ...]
    in_query: dict[str, dict[str, Any]]
    in_body: dict[str, dict[str, Any]]

    @property
    def blanks(self) -> list[str]:
        """The names one may give."""
        return [*self.in_path, *self.in_query, *self.in_body]


def act(
    operation: Annotated[
        str, typer.Argument(help="What to do or to read, such as promise_make; a list of all if left out.")
    ] = "",
    given: Annotated[
        list[str] | None,
        typer.Argument(help="name=value for each blank. A person is @name; a list is the same name again."),
    ] = None,
    once: Annotated[str, typer.Option("--once", help="A key of yours: the same twice is one act.")] = "",
    as_: As = "",
    token: Token = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Do or read what the API can: promises, thanks, calls, hand-offs, own-ups, streets, history."""
    open_database()
    known = _operations()
    if not operation:
        for each in known.values():
            tell(f"{each.name:<28} {each.says}")
            tell(f"{'':<28} {' '.join(f'{blank}=' for blank in each.blanks)}".rstrip())
        return
    if operation not in known:
        raise BadShape(f"There is no {operation}. `twoway act` alone lists all there is.")
    me = viewer(as_, token)
    answer = _asked(known[operation], _filled(known[operation], given or [], me), once, me)
    if as_json:
        tell(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for line in _lines(answer):
        tell(line)


@cache
def _operations() -> dict[str, Operation]:
    """All there are, by name, from the API's own description."""
    from django.urls import reverse

    schema = json.loads(content(answered("GET", reverse("api:openapi-json"))))
    found = (
        _operation(schema, path, method, described)
        for path, methods in schema["paths"].items()
        for method, described in methods.items()
    )
    return {each.name: each for each in found}


def _operation(schema: dict[str, Any], path: str, method: str, found: dict[str, Any]) -> Operation:
    blanks = found.get("parameters", ())
    content = found.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema", {})
    if "$ref" in body:
        body = schema["components"]["schemas"][body["$ref"].rpartition("/")[2]]
    return Operation(
        name=found["operationId"],
        method=method.upper(),
        path=path,
        says=found.get("description", ""),
        in_path=tuple(blank["name"] for blank in blanks if blank["in"] == "path"),
        in_query={blank["name"]: blank["schema"] for blank in blanks if blank["in"] == "query"},
        in_body=dict(body.get("properties", {})),
    )


def _filled(operation: Operation, given: Iterable[str], me: Person) -> dict[str, Any]:
    """The blanks with what was given for them; a person's name becomes their id, as far as one sees them."""
    filled: dict[str, Any] = {}
    for each in given:
        name, is_given, text = each.partition("=")
        if not is_given or name not in operation.blanks:
            takes = ", ".join(operation.blanks) or "no blanks"
            raise BadShape(f"{each} fills no blank. {operation.name} takes {takes}: write name=value.")
        value = _value(operation, name, text, me)
        filled[name] = [*filled.get(name, ()), *value] if isinstance(value, list) else value
    for name in operation.in_path:
        if name not in filled:
            raise BadShape(f"Say which one: {name}=…", field=name)
    return filled


def _value(operation: Operation, name: str, text: str, me: Person) -> Any:
    kind = (operation.in_body | operation.in_query).get(name, {"type": "string"})
    kinds = {one.get("type") for one in (kind, *kind.get("anyOf", ()))}
    if text.startswith(PERSON):
        text = seen(text.removeprefix(PERSON), me).id
    if "array" in kinds and not text.startswith("["):
        return [text]
    if "string" in kinds or "$ref" in kind or name in operation.in_path:
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise BadShape(f"{name}={text} cannot be read.", field=name) from error


def _asked(operation: Operation, filled: dict[str, Any], once: str, me: Person) -> Any:
    """What the API answers; its refusal, as the same error."""
    path = operation.path.format(**{name: quote(str(filled[name]), safe="") for name in operation.in_path})
    query = urlencode({name: filled[name] for name in operation.in_query if name in filled}, doseq=True)
    body = {name: filled[name] for name in operation.in_body if name in filled}
    sent = json.dumps(body).encode()
    response = answered(operation.method, path, query=query, body=sent, once=once, person=me)
    text = content(response)
    answer = json.loads(text) if text else {}
    if response.status_code >= 400:
        raise _refusal(response.status_code, answer["error"])
    return answer


def content(response: HttpResponseBase) -> str:
    return b"".join(response).decode()


def answered(
    method: str,
    path: str,
    *,
    query: str = "",
    body: bytes = b"",
    once: str = "",
    person: Person | None = None,
) -> HttpResponseBase:
    """One request that never leaves this process, through everything that stands before the API."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

    here = urlsplit(settings.TWOWAY_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_HOST": here.netloc,
            "SERVER_NAME": here.hostname or "",
            "SERVER_PORT": str(here.port or 80),
            "wsgi.url_scheme": here.scheme,
            "wsgi.input": io.BytesIO(body),
            **({"HTTP_IDEMPOTENCY_KEY": once} if once else {}),
        }
    )
    request.at_terminal = person  # type: ignore[attr-defined]
    return WSGIHandler().get_response(request)


def _refusal(status: int, error: dict[str, Any]) -> TwowayError:
    if status == NotSeen.status:
        return NotSeen()
    kind = LedgerBroken if error["code"] == LedgerBroken.code else TwowayError
    say = error["say"] if not error.get("field") else f"{error['field']}: {error['say']}"
    return kind(say, code=error["code"], field=error.get("field"))


def _lines(answer: Any, inset: str = "") -> Iterator[str]:
    """The answer for reading: one line for each thing said, a blank one between the things of a list."""
    if isinstance(answer, list):
        for number, each in enumerate(answer):
            if number and isinstance(each, dict):
                yield ""
            yield from _lines(each, inset)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if isinstance(value, dict | list) and value:
                yield f"{inset}{name}:"
                yield from _lines(value, inset + "  ")
            elif value not in (None, "", [], {}):
                yield f"{inset}{name}: {_word(value)}"
    else:
        yield f"{inset}{_word(answer)}"


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
