"""Frozen dataclasses to JSON values and back, by their own type hints. No class names in the data, no pickle.

A Decimal is a string, so that no digit is lost; a Span is a pair; fields that hold their default are left out.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from documents.types import Span

T = TypeVar("T")


def encode(value: object) -> Any:
    """Return the JSON value of a frozen dataclass, tuple, Decimal, string, number, bool or None."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        stored = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: encode(item) for field, item in stored if not _is_default(field, item)}
    raise TypeError(f"cannot store a {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """Return the value of type `kind` that was encoded. Raise ValueError where the data does not fit the type."""
    value: T = _decoder_of(kind)(data)
    return value


def to_lines(values: Iterable[object]) -> bytes:
    """JSON lines in ASCII: the same values give the same bytes."""
    lines = (json.dumps(encode(value), separators=(",", ":"), sort_keys=True, allow_nan=False) for value in values)
    return "".join(line + "\n" for line in lines).encode("ascii")


def from_lines(kind: type[T], data: bytes) -> tuple[T, ...]:
    """Read what `to_lines` wrote. Raise ValueError where it does not fit."""
    decoder = _decoder_of(kind)
    try:
        return tuple(decoder(json.loads(line)) for line in data.split(b"\n") if line)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _is_default(field: Field[Any], value: object) -> bool:
    return field.default is not MISSING and value == field.default and type(value) is type(field.default)


def _decoder_of(kind: Any) -> Callable[[Any], Any]:
    return _decoder(kind)


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Span:
        return _span
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if origin is tuple:
        return _of_tuple(inner)
    if origin in (Union, types.UnionType):
        return _of_optional(inner)
    if origin is Literal:
        return _of_literal(inner)
    if kind is Decimal:
        return _decimal
    if kind in (str, int, bool):
        return _of_scalar(kind)
    raise TypeError(f"cannot read a {kind}")


def _of_dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError(f"expected a {kind.__name__}, got {data!r:.60}")
        try:
            return kind(**{name: decoders[name](item) for name, item in data.items()})
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a {kind.__name__}: {error}") from None

    return read


def _of_tuple(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _decoder(inner[0])
        return lambda data: tuple([each(item) for item in _list(data)])
    decoders = [_decoder(part) for part in inner]

    def read(data: Any) -> Any:
        items = _list(data)
        if len(items) != len(decoders):
            raise ValueError(f"expected {len(decoders)} values, got {len(items)}")
        return tuple(decoder(item) for decoder, item in zip(decoders, items, strict=True))

    return read


def _of_optional(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    present = [part for part in inner if part is not type(None)]
    if len(present) != 1 or len(inner) != 2:
        raise TypeError(f"only a type or None can be read, not one of {inner}")
    decoder = _decoder(present[0])
    return lambda data: None if data is None else decoder(data)


def _of_literal(allowed: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if data not in allowed:
            raise ValueError(f"expected one of {allowed}, got {data!r:.60}")
        return data

    return read


def _of_scalar(kind: type) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise ValueError(f"expected {kind.__name__}, got {data!r:.60}")
        return data

    return read


def _span(data: Any) -> Span:
    if not (isinstance(data, list) and len(data) == 2 and all(type(item) is int for item in data)):
        raise ValueError(f"expected a span, got {data!r:.60}")
    return Span(data[0], data[1])


def _decimal(data: Any) -> Decimal:
    try:
        return Decimal(_of_scalar(str)(data))
    except InvalidOperation:
        raise ValueError(f"expected a decimal number, got {data!r:.60}") from None


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"expected a list, got {data!r:.60}")
    return data
