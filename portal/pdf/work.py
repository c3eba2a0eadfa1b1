"""What a process that draws is asked and what it answers, as it goes through the pipe."""

from __future__ import annotations

import struct
from enum import StrEnum
from typing import IO

import msgspec

from portal.packet.forms.sheet import Sheet

MOST_BYTES = 64_000_000
"""Of one message; a larger one is no paper of ours."""
_LENGTH = struct.Struct(">I")


class Draw(msgspec.Struct, frozen=True, tag=True):
    """HTML to make a PDF of."""

    html: str


class Count(msgspec.Struct, frozen=True, tag=True):
    """HTML of which only the number of pages is wanted."""

    html: str


class Fill(msgspec.Struct, frozen=True, tag=True):
    """A court form to fill in."""

    form: bytes
    sheet: Sheet


class Bundle(msgspec.Struct, frozen=True, tag=True):
    """PDFs to make one of."""

    parts: list[bytes]
    names: list[str]
    title: str
    lang: str


class Made(msgspec.Struct, frozen=True, tag=True):
    """The PDF that was asked for."""

    pdf: bytes


class Filled(msgspec.Struct, frozen=True, tag=True):
    """The form that was filled in, and what of its running text had no room on it."""

    pdf: bytes
    rest: str


class Counted(msgspec.Struct, frozen=True, tag=True):
    """The pages that were asked for."""

    pages: int


class Why(StrEnum):
    """Why there is no paper."""

    TOO_LARGE = "too-large"
    UNFIT = "unfit"
    FAILED = "failed"


class Refused(msgspec.Struct, frozen=True, tag=True):
    """There is no paper. ``kind``: of the exception, which may not say more: it could quote."""

    why: Why
    kind: str = ""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process is warm and confined. ``offline``: the kernel took the network from it."""

    offline: bool


Job = Draw | Count | Fill | Bundle
Answer = Made | Filled | Counted | Refused | Ready

_encode = msgspec.msgpack.Encoder().encode
_job = msgspec.msgpack.Decoder(Job)
_answer = msgspec.msgpack.Decoder(Answer)


def send(pipe: IO[bytes], message: Job | Answer) -> None:
    """Write a message whole. Raises ``OSError`` where nobody reads any more."""
    raw = _encode(message)
    pipe.write(_LENGTH.pack(len(raw)) + raw)
    pipe.flush()


def next_job(pipe: IO[bytes]) -> Job:
    """The next job. Raises ``EOFError`` where there will be none."""
    job: Job = _job.decode(_read(pipe))
    return job


def next_answer(pipe: IO[bytes]) -> Answer:
    """The next answer, never more than data. Raises ``EOFError`` and ``msgspec.DecodeError``."""
    answer: Answer = _answer.decode(_read(pipe))
    return answer


def _read(pipe: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > MOST_BYTES:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    raw = pipe.read(length)
    if len(raw) != length:
        raise EOFError
    return raw
