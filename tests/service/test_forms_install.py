"""Installing the court's forms: told by content, checked, whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from pikepdf import Dictionary, Encryption, Pdf

from portal.languages import voice
from portal.packet.forms import edition as registry
from portal.packet.forms.edition import Field, Kind, editions, newest
from portal.service import form_copy, forms
from portal.service.form_copy import State
from portal.service.forms import Installed, RefusedFile, edition_of, folder_forms, install, listing
from tests.pdf.standins import COURT_FORMS, form_like, small_form

IDS = ["EXC-AA", "EXC-AM", "EXC-M", "EXC-N", "EXC-O"]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {id: form_like(newest(id)) for id in IDS}


@pytest.fixture
def source(tmp_path: Path, made: dict[str, bytes]) -> Path:
    """A folder with the five forms under names that say nothing, or the wrong thing."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, id in zip(("a.pdf", "b.PDF", "EXC-O.pdf", "form", "z.bin"), IDS, strict=True):
        (folder / name).write_bytes(made[id])
    return folder


def why(result: Installed | RefusedFile) -> str:
    assert isinstance(result, RefusedFile)
    return voice("en").text(result.why)


def only(folder: Path, into: Path) -> Installed | RefusedFile:
    (result,) = install(folder, into)
    return result


def known_as_official(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the registry know these bytes as the court's own."""
    digest = hashlib.sha256(content).hexdigest()
    known = tuple(msgspec.structs.replace(one, sha256=(digest,)) for one in editions())
    monkeypatch.setattr(form_copy, "editions", lambda: known)


def test_forms_are_known_by_what_they_are_and_not_by_their_names(
    source: Path, tmp_path: Path, made: dict[str, bytes]
) -> None:
    into = tmp_path / "kept" / "forms"
    results = install(source, into)
    assert [(one.file, one.id) for one in results if isinstance(one, Installed)] == [
        ("EXC-O.pdf", "EXC-M"),
        ("a.pdf", "EXC-AA"),
        ("b.PDF", "EXC-AM"),
        ("form", "EXC-N"),
        ("z.bin", "EXC-O"),
    ]
    assert sorted(path.name for path in into.iterdir()) == [f"{id}.pdf" for id in IDS]
    for id in IDS:
        assert (into / f"{id}.pdf").read_bytes() == made[id]
    assert folder_forms(into) == {id: into / f"{id}.pdf" for id in IDS}


def test_a_copy_with_the_right_fields_but_other_bytes_is_used_with_a_warning(
    source: Path, tmp_path: Path
) -> None:
    into = tmp_path / "forms"
    assert {one.state for one in install(source, into) if isinstance(one, Installed)} == {
        State.FIELDS_MATCH
    }
    assert [one.state for one in listing(into)] == [State.FIELDS_MATCH] * 5
    assert "check the edition" in voice("en").text(State.FIELDS_MATCH.says)


def test_the_courts_own_file_is_known_by_its_fingerprint(
    tmp_path: Path, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    known_as_official(made["EXC-AM"], monkeypatch)
    source = tmp_path / "downloads"
    source.mkdir()
    (source / "one.pdf").write_bytes(made["EXC-AM"])
    result = only(source, tmp_path / "forms")
    assert isinstance(result, Installed)
    assert result.state is State.OFFICIAL
    assert result.sha256 == hashlib.sha256(made["EXC-AM"]).hexdigest()
    (other,) = [one for one in listing(tmp_path / "forms") if one.id == "EXC-AM"]
    assert (other.state, other.sha256) == (State.OFFICIAL, result.sha256)


def test_the_courts_own_file_comes_before_another_copy(
    tmp_path: Path, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    known_as_official(made["EXC-AM"], monkeypatch)
    source = tmp_path / "downloads"
    source.mkdir()
    (source / "a.pdf").write_bytes(made["EXC-AM"] + b"\n% touched\n")
    (source / "b.pdf").write_bytes(made["EXC-AM"])
    copy, official = install(source, tmp_path / "forms")
    assert isinstance(official, Installed)
    assert official.state is State.OFFICIAL
    assert why(copy) == "b.pdf is another copy of EXC-AM and was used instead."
    assert (tmp_path / "forms" / "EXC-AM.pdf").read_bytes() == made["EXC-AM"]


def test_a_form_whose_fields_differ_is_refused_and_the_differences_are_named(
    tmp_path: Path,
) -> None:
    edition = newest("EXC-AM")
    source = tmp_path / "downloads"
    source.mkdir()
    also = {"Race": Field("Race", Kind.CHOICE), "Ethnicity": Field("Ethnicity", Kind.TEXT)}
    (source / "new.pdf").write_bytes(form_like(edition, also=also))
    said = why(only(source, tmp_path / "forms"))
    assert "EXC-AM (03/22), but its fields differ" in said
    assert "Missing: –. New: Ethnicity. Changed: Race." in said
    assert not (tmp_path / "forms").exists()


def _with(made: bytes, change: str) -> bytes:
    out = BytesIO()
    with Pdf.open(BytesIO(made)) as pdf:
        if change == "locked":
            pdf.save(out, encryption=Encryption(owner="a", user="b"))
        elif change == "half-locked":
            pdf.save(out, encryption=Encryption(owner="a", user=""))
        elif change == "xfa":
            pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
            pdf.save(out)
        elif change == "no-form":
            del pdf.Root["/AcroForm"]
            del pdf.pages[0].obj["/Annots"]
            pdf.save(out)
        elif change == "broken-field":
            pdf.pages[0].obj.Annots[0].Rect = Dictionary()
            pdf.save(out)
        elif change == "own-ancestor":
            field = pdf.pages[0].obj.Annots[0]
            field.Parent = field
            pdf.save(out)
        else:
            return made[: len(made) * 2 // 3]
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("locked", "This PDF is locked."),
        ("half-locked", "This PDF is locked."),
        ("xfa", "This PDF uses XFA"),
        ("no-form", "This PDF has no fields"),
        ("cut", "This PDF is damaged or cut off."),
        ("broken-field", "This PDF is damaged or cut off."),
        ("own-ancestor", "This PDF is damaged or cut off."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(
    change: str, reason: str, tmp_path: Path, made: dict[str, bytes]
) -> None:
    source = tmp_path / "downloads"
    source.mkdir()
    (source / "form.pdf").write_bytes(_with(made["EXC-AM"], change))
    assert why(only(source, tmp_path / "forms")).startswith(reason)
    assert not (tmp_path / "forms").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "This file is not a PDF."),
        (b"<html>%PDF</html>", "This file is not a PDF."),
        (b"%PDF-1.7\n", "This PDF is damaged or cut off."),
        (b"%PDF-1.7\n" + b"0" * 8_000_000, "This file is too large"),
    ],
)
def test_what_is_no_form_at_all_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    source = tmp_path / "downloads"
    source.mkdir()
    (source / "EXC-M.pdf").write_bytes(content)
    assert why(only(source, tmp_path / "forms")).startswith(reason)


def test_another_form_is_not_taken_for_one_of_ours(tmp_path: Path) -> None:
    source = tmp_path / "downloads"
    source.mkdir()
    (source / "EXC-M.pdf").write_bytes(small_form())
    said = why(only(source, tmp_path / "forms"))
    assert said == "This is not one of the forms that the portal fills in."


def test_folders_and_hidden_files_are_passed_over(source: Path, tmp_path: Path) -> None:
    (source / ".hidden.pdf").write_bytes(b"x")
    (source / "folder.pdf").mkdir()
    assert all(isinstance(one, Installed) for one in install(source, tmp_path / "forms"))


def test_a_disk_that_fails_half_way_changes_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "forms"
    install(source, into)
    before = {path.name: path.read_bytes() for path in into.iterdir()}
    for path in source.iterdir():
        path.write_bytes(path.read_bytes() + b"\n% touched\n")
    synced = []

    def fails_the_third_time(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 3:
            raise OSError("no space left")

    monkeypatch.setattr(forms.os, "fsync", fails_the_third_time)
    with pytest.raises(OSError, match="no space left"):
        install(source, into)
    assert {path.name: path.read_bytes() for path in into.iterdir()} == before


def test_a_new_copy_replaces_the_old_one_and_is_read_again(source: Path, tmp_path: Path) -> None:
    into = tmp_path / "forms"
    install(source, into)
    before = listing(into)
    for path in source.iterdir():
        path.write_bytes(path.read_bytes() + b"\n% touched\n")
    install(source, into)
    assert all(old.sha256 != new.sha256 for old, new in zip(before, listing(into), strict=True))


def test_nothing_installed_is_listed_as_missing_with_the_edition_to_look_for(
    tmp_path: Path,
) -> None:
    assert [(one.id, one.edition, one.state) for one in listing(tmp_path)] == [
        (id, "03/22", State.MISSING) for id in IDS
    ]
    assert folder_forms(tmp_path) == {}
    assert folder_forms(tmp_path / "nowhere") == {}
    assert folder_forms(None) == {}


def test_a_form_that_was_spoiled_after_it_was_installed_is_not_used(
    source: Path, tmp_path: Path, made: dict[str, bytes]
) -> None:
    into = tmp_path / "forms"
    install(source, into)
    (into / "EXC-N.pdf").write_bytes(b"spoiled")
    (into / "EXC-M.pdf").write_bytes(made["EXC-O"])  # a form, but not this one
    assert {one.id for one in listing(into) if one.state is State.UNUSABLE} == {"EXC-N", "EXC-M"}
    assert set(folder_forms(into)) == {"EXC-AA", "EXC-AM", "EXC-O"}
    assert edition_of(into / "EXC-N.pdf") is None


def test_a_new_edition_is_one_more_file(
    tmp_path: Path, made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path / "editions"
    shutil.copytree(registry.EDITIONS, later)
    text = (later / "exc-am-2022-03.toml").read_text()
    for old, new in (
        ('"03/22"', '"01/27"'),
        ("2022-03-01", "2027-01-01"),
        ('"Race"', '"Heritage"'),
    ):
        text = text.replace(old, new)
    (later / "exc-am-2027-01.toml").write_text(text)
    monkeypatch.setattr(registry, "EDITIONS", later)
    editions.cache_clear()
    try:
        assert newest("EXC-AM").edition == "01/27"
        source = tmp_path / "downloads"
        source.mkdir()
        (source / "old.pdf").write_bytes(made["EXC-AM"])
        (source / "new.pdf").write_bytes(form_like(newest("EXC-AM")))
        new, old = install(source, tmp_path / "forms")
        assert isinstance(new, Installed)
        assert new.edition == "01/27"
        assert why(old).startswith("new.pdf is another copy")
        found = edition_of(tmp_path / "forms" / "EXC-AM.pdf")
        assert found == newest("EXC-AM")
    finally:
        editions.cache_clear()
        forms._read.cache_clear()


def test_the_courts_own_forms_are_recognized_and_the_booklets_left_alone(tmp_path: Path) -> None:
    if not COURT_FORMS.is_dir():
        pytest.skip(f"the court's forms are not in {COURT_FORMS}")
    results = install(COURT_FORMS, tmp_path / "forms")
    assert sorted(one.id for one in results if isinstance(one, Installed)) == IDS
    assert set(folder_forms(tmp_path / "forms")) == set(IDS)
