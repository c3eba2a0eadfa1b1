"""The resident's code, the keys that grow from it, and the seal on what is kept."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

RANDOM_DIGITS = 20
"""66 bits: with 50,000 live cases and 100,000 guesses a day, a hit in a year is 2 in 10**8."""
CODE_DIGITS = RANDOM_DIGITS + 2
LONGEST_TYPED = 200
"""Characters of typed text we look at for a code; what is longer is no code."""
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**16, 8, 1
"""64 MiB and about 0.12 s of one server core of 2026. OWASP asks twice that where people choose
their passwords; this one is 66 random bits, and the pepper stands in front of it."""
SEAL = 1
"""The shape of a sealed blob: this byte, 12 bytes of nonce, then AES-256-GCM's output."""
NONCE_BYTES, KEY_BYTES = 12, 32


class Tampered(Exception):
    """What is stored does not open: it was changed, moved from another row, or is not ours."""


class Where(NamedTuple):
    """The one place a sealed blob belongs to; it opens nowhere else."""

    table: str
    column: str
    row: str
    version: int = 0

    def bound(self) -> bytes:
        return f"{SEAL}|{self.table}|{self.column}|{self.row}|{self.version}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """What a code opens: ``locator`` finds the row, ``wrap_key`` opens the row's case key."""

    locator: bytes
    wrap_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a browser's token opens: ``hash`` finds the visit, ``key`` opens what it holds."""

    hash: bytes
    key: bytes = field(repr=False)


def new_code() -> str:
    """A resume code: 20 random digits and 2 check digits (ISO 7064, MOD 97-10)."""
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return f"{digits}{98 - int(digits) * 100 % 97:02d}"


def show_code(code: str) -> str:
    """A code in groups of four digits, as it is read aloud and copied by hand."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(text: str) -> str | None:
    """The code that was typed, in any script's digits and with any spacing; ``None`` if it is none.

    A letter, a missing digit or check digits that do not fit make it none. That is plain arithmetic
    which gives nothing away about the cases we hold.
    """
    if len(text) > LONGEST_TYPED:
        return None
    digits = ""
    for character in text:
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            digits += str(digit)
        elif unicodedata.category(character)[0] not in "ZCPSM":
            return None
    return digits if _is_code(digits) else None


def codes_in(text: str) -> list[tuple[int, int]]:
    """Where free text seems to hold a code, from its first digit to behind its last: groups of
    digits that together make a valid one."""
    return [place for groups in _digit_runs(text) for place in _codes_of(groups)]


def _is_code(digits: str) -> bool:
    return len(digits) == CODE_DIGITS and int(digits) % 97 == 1


def _digit_runs(text: str) -> Iterator[list[list[tuple[int, str]]]]:
    """The groups of digits, each with its place, of each stretch of text that holds no letter."""
    groups: list[list[tuple[int, str]]] = [[]]
    for at, character in enumerate(text):
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            groups[-1].append((at, str(digit)))
        elif character.isalpha():
            yield groups
            groups = [[]]
        elif groups[-1]:
            groups.append([])
    yield groups


def _codes_of(groups: list[list[tuple[int, str]]]) -> Iterator[tuple[int, int]]:
    for first in range(len(groups)):
        digits: list[tuple[int, str]] = []
        for group in groups[first:]:
            digits += group
            if len(digits) >= CODE_DIGITS:
                break
        if _is_code("".join(digit for _, digit in digits)):
            yield digits[0][0], digits[-1][0] + 1


def root(code: str, pepper: bytes) -> Root:
    """The locator and wrap key of a code. Slow and large on purpose: to be done in turns."""
    slow = Scrypt(salt=pepper, length=KEY_BYTES, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P)
    secret = slow.derive(code.encode())
    return Root(locator=_expand(secret, b"locator"), wrap_key=_expand(secret, b"case key"))


def new_token() -> str:
    """A 256-bit token for the browser's one cookie."""
    return secrets.token_urlsafe(KEY_BYTES)


def open_token(token: str) -> Token:
    """What is stored of a token (its SHA-256) and the key that only its holder has."""
    secret = token.encode()
    return Token(hash=hashlib.sha256(secret).digest(), key=_expand(secret, b"visit"))


def new_key() -> bytes:
    """A random 256-bit case key."""
    return secrets.token_bytes(KEY_BYTES)


def new_id() -> str:
    """A random row id of 128 bits, which says nothing about order or number."""
    return secrets.token_hex(16)


def blur(pepper: bytes, hour: str, address: bytes) -> bytes:
    """A network address as something that can be counted for an hour and then means nothing."""
    return hashlib.blake2b(hour.encode() + address, key=_expand(pepper, b"address")).digest()[:32]


def seal(key: bytes, plain: bytes, where: Where) -> bytes:
    """``plain`` sealed under ``key`` for one place only."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([SEAL]) + nonce + AESGCM(key).encrypt(nonce, plain, where.bound())


def unseal(key: bytes, sealed: bytes, where: Where) -> bytes:
    """What ``seal`` was given. Raises ``Tampered`` for any other key, place, shape or byte."""
    if sealed[:1] != bytes([SEAL]):
        raise Tampered(f"{where.table}.{where.column}: unknown shape")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, where.bound())
    except (InvalidTag, ValueError):
        raise Tampered(f"{where.table}.{where.column}: does not open") from None


def _expand(secret: bytes, what_for: bytes) -> bytes:
    # The secrets are uniformly random or come out of scrypt, so HKDF's extract step adds nothing.
    label = b"fresh-page/1/" + what_for
    return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=label).derive(secret)
