"""Frames on a socket or pipe: a JSON head, and arrays of 64-bit floats.

Little-endian: length of the head (32 bits), length of the body (64 bits), the head in UTF-8, the body. The head's
``arrays`` gives names and shapes of the arrays in the body, in order.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_PREFIX = struct.Struct("<IQ")
_LITTLE = np.dtype("<f8")


class Stream(Protocol):
    """Where frames come from and go to."""

    def send(self, parts: list[Any]) -> None: ...

    def receive(self, into: memoryview) -> None: ...


class Answer:
    """Head and arrays of one answer."""

    __slots__ = ("arrays", "head")

    def __init__(self, head: dict[str, Any], arrays: dict[str, Floats]) -> None:
        self.head = head
        self.arrays = arrays


def write(stream: Stream, head: dict[str, Any], arrays: Mapping[str, ArrayLike]) -> None:
    """Sends one message."""
    body: list[memoryview] = []
    size = 0
    if arrays:
        shapes: dict[str, list[int]] = {}
        for name, given in arrays.items():
            array = np.ascontiguousarray(given, dtype=_LITTLE)
            # ascontiguousarray makes a row of a single number, which is what the other side expects.
            shapes[name] = list(array.shape)
            if array.size:
                body.append(array.data.cast("B"))
            size += array.nbytes
        head["arrays"] = shapes
    text = json.dumps(head, separators=(",", ":")).encode()
    start = _PREFIX.pack(len(text), size) + text
    if size <= 1 << 16:
        stream.send([b"".join([start, *body])])
    else:
        stream.send([start, *body])


def read(stream: Stream) -> Answer:
    """Receives one message."""
    prefix = bytearray(_PREFIX.size)
    stream.receive(memoryview(prefix))
    length, size = _PREFIX.unpack(prefix)
    text = bytearray(length)
    stream.receive(memoryview(text))
    numbers = np.empty(size // 8, dtype=_LITTLE)
    if size:
        stream.receive(numbers.data.cast("B"))
    head = json.loads(text)
    arrays: dict[str, Floats] = {}
    at = 0
    for name, shape in head.pop("arrays", {}).items():
        count = 1
        for axis in shape:
            count *= axis
        arrays[name] = numbers[at : at + count].reshape(shape)
        at += count
    return Answer(head, arrays)
