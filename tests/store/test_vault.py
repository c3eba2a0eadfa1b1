"""The code, the keys that grow from it, and the seal."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.store import vault
from portal.store.vault import Where

PLACE = Where("cases", "answers", "a" * 32, 3)
RANDOM = st.integers(min_value=0, max_value=10**20 - 1)


def code_of(number: int) -> str:
    return f"{number:020d}{98 - number * 100 % 97:02d}"


def in_digits_of(code: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(sign)) if sign.isdigit() else sign for sign in code)


def test_a_code_has_22_digits_and_reads_back_as_it_is_shown() -> None:
    code = vault.new_code()
    assert len(code) == 22
    assert code.isascii()
    assert code.isdigit()
    assert [len(group) for group in vault.show_code(code).split(" ")] == [4, 4, 4, 4, 4, 2]
    assert vault.read_code(vault.show_code(code)) == code


def test_no_two_codes_are_alike() -> None:
    assert len({vault.new_code() for _ in range(500)}) == 500


def test_the_check_digits_are_those_of_iso_7064() -> None:
    # The standard's own example for MOD 97-10: 794 has the check digits 44.
    assert int("79444") % 97 == 1
    assert code_of(794) == "0000000000000000079444"
    assert vault.read_code("0000000000000000079444") == "0000000000000000079444"


@pytest.mark.parametrize("zero", ["0", "٠", "۰", "०", "০", "０", "𝟘"])
def test_a_code_may_be_typed_in_the_digits_of_any_script(zero: str) -> None:
    code = vault.new_code()
    assert vault.read_code(in_digits_of(code, zero)) == code


@pytest.mark.parametrize("between", [" ", "", "-", " – ", "\u00a0", "\u200f", ".", "\t", "\u2066"])
def test_a_code_may_be_typed_with_any_spacing_and_direction_marks(between: str) -> None:
    code = vault.new_code()
    typed = "\u2067" + between.join(vault.show_code(code).split(" ")) + "\u2069\r\n"
    assert vault.read_code(typed) == code


@given(RANDOM, st.integers(0, 21), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, at: int, off: int) -> None:
    code = code_of(number)
    wrong = code[:at] + str((int(code[at]) + off) % 10) + code[at + 1 :]
    assert vault.read_code(code) == code
    assert vault.read_code(wrong) is None


@given(RANDOM, st.integers(0, 20))
def test_two_digits_changed_round_are_always_noticed(number: int, at: int) -> None:
    code = code_of(number)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (vault.read_code(swapped) is None) == (swapped != code)


def test_letters_and_missing_and_extra_digits_make_it_no_code() -> None:
    code = vault.new_code()
    for typed in ("", "x", code[:-1], code + "0", "O" + code[1:], f"code {code}", "½" + code):
        assert vault.read_code(typed) is None


def test_more_than_200_characters_are_never_a_code() -> None:
    code = vault.new_code()
    assert vault.read_code(code + " " * 178) == code
    assert vault.read_code(code + " " * 179) is None


@given(st.text())
def test_reading_a_code_never_fails(text: str) -> None:
    vault.read_code(text)
    vault.codes_in(text)


@pytest.mark.parametrize(
    "around", ["{}", "my code is {}.", "({})", "call 312 555 0100 {} 60601", "a1b{}\n2nd line 7"]
)
def test_a_code_in_free_text_is_noticed(around: str) -> None:
    code = vault.new_code()
    assert vault.codes_in(around.format(code))
    assert vault.codes_in(around.format(vault.show_code(code)))
    assert vault.codes_in(around.format(in_digits_of(vault.show_code(code), "٠")))


def test_case_numbers_and_telephone_numbers_are_no_code() -> None:
    for text in ("2011-CM-001234", "312-555-0100, 60601-1234", "720 ILCS 550/4(a)", "1" * 40, ""):
        assert not vault.codes_in(text)
    code = code_of(794)
    assert not vault.codes_in(code[:-1] + "5")
    assert not vault.codes_in(f"{code[:11]} grams and {code[11:]}")


def test_a_code_and_a_pepper_always_give_the_same_root_and_no_other_pair_does() -> None:
    code = code_of(794)
    root = vault.root(code, b"p" * 32)
    assert root == vault.root(code, b"p" * 32)
    others = [vault.root(code, b"q" * 32), vault.root(code_of(795), b"p" * 32)]
    assert len({root.locator, *(other.locator for other in others)}) == 3
    assert len({root.wrap_key, *(other.wrap_key for other in others)}) == 3
    assert root.locator != root.wrap_key


def test_a_root_costs_64_mib_and_more_than_a_blink() -> None:
    assert 128 * vault.SCRYPT_N * vault.SCRYPT_R == 64 * 2**20
    began = time.perf_counter()
    vault.root(code_of(794), b"p" * 32)
    assert time.perf_counter() - began > 0.02


def test_what_is_sealed_opens_in_its_place_with_its_key() -> None:
    key = vault.new_key()
    sealed = vault.seal(key, b"what they told us", PLACE)
    assert b"told" not in sealed
    assert vault.unseal(key, sealed, PLACE) == b"what they told us"
    assert vault.seal(key, b"what they told us", PLACE) != sealed


@pytest.mark.parametrize(
    "elsewhere",
    [
        PLACE._replace(table="visits"),
        PLACE._replace(column="wrapped_key"),
        PLACE._replace(row="b" * 32),
        PLACE._replace(version=2),
    ],
)
def test_what_is_sealed_opens_in_no_other_place(elsewhere: Where) -> None:
    key = vault.new_key()
    with pytest.raises(vault.Tampered):
        vault.unseal(key, vault.seal(key, b"x", PLACE), elsewhere)


def test_what_is_sealed_opens_with_no_other_key() -> None:
    sealed = vault.seal(vault.new_key(), b"x", PLACE)
    with pytest.raises(vault.Tampered):
        vault.unseal(vault.new_key(), sealed, PLACE)


def test_any_changed_or_missing_byte_is_noticed() -> None:
    key = vault.new_key()
    sealed = vault.seal(key, b"answers", PLACE)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(vault.Tampered):
            vault.unseal(key, bytes(changed), PLACE)
        with pytest.raises(vault.Tampered):
            vault.unseal(key, sealed[:at], PLACE)


def test_keys_and_tokens_do_not_show_when_printed() -> None:
    token = vault.open_token(vault.new_token())
    root = vault.root(code_of(794), b"p" * 32)
    assert repr(token.key) not in repr(token)
    assert repr(root.wrap_key) not in repr(root)
    assert len(vault.new_token()) == 43
