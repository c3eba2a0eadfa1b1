"""What the operator sets: complete, or refused with every reason at once."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from portal.settings import Settings, SettingsError, create_secrets


def made(folder: Path, **more: str) -> dict[str, str]:
    """An environment whose folder and secrets exist."""
    environ = {"FRESHPAGE_INSTANCE": str(folder), **more}
    create_secrets(Settings.read({"FRESHPAGE_INSTANCE": str(folder)}, creating=True))
    return environ


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        Settings.read(environ)
    return refused.value.problems


def test_an_instance_folder_is_all_that_is_needed(tmp_path: Path) -> None:
    settings = Settings.read(made(tmp_path))
    assert settings.database_url == f"sqlite:///{tmp_path / 'portal.db'}"
    assert settings.trusted_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (settings.proxies, settings.forms_dir) == (0, None)
    assert (settings.operator_name, settings.operator_phone) == (None, None)
    assert len(settings.pepper()) == len(settings.secret()) == 32
    assert settings.pepper() != settings.secret()


def test_the_instance_is_beside_us_when_nothing_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.read({}, creating=True)
    assert settings.instance == tmp_path / "instance"
    create_secrets(settings)
    assert Settings.read({"FRESHPAGE_PROXIES": " ", "HOME": "/root"}) == settings


def test_everything_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"p" * 32)
    (tmp_path / "p").chmod(0o600)
    environ = made(
        tmp_path / "instance",
        FRESHPAGE_DATABASE_URL="postgresql://portal@db/portal",
        FRESHPAGE_PEPPER_FILE=str(tmp_path / "p"),
        FRESHPAGE_FORMS_DIR=str(tmp_path),
        FRESHPAGE_TRUSTED_HOSTS="fresh.example.org, .example.net,localhost:8000,[::1]:80",
        FRESHPAGE_PROXIES="2",
        FRESHPAGE_OPERATOR_NAME="Kankakee Legal Aid",
        FRESHPAGE_OPERATOR_PHONE="815-555-0100",
    )
    settings = Settings.read(environ)
    assert settings.pepper() == b"p" * 32
    assert settings.forms_dir == tmp_path
    assert settings.trusted_hosts == (
        "fresh.example.org",
        ".example.net",
        "localhost:8000",
        "[::1]:80",
    )
    assert settings.proxies == 2
    assert settings.operator_name == "Kankakee Legal Aid"


def test_every_problem_is_told_at_once_and_names_its_setting(tmp_path: Path) -> None:
    told = problems(
        {
            "FRESHPAGE_INSTANCE": str(tmp_path / "none"),
            "FRESHPAGE_DATABASE_URL": "mysql://db",
            "FRESHPAGE_FORMS_DIR": str(tmp_path / "no forms"),
            "FRESHPAGE_TRUSTED_HOSTS": "https://fresh.example.org/",
            "FRESHPAGE_PROXIES": "-1",
            "FRESHPAGE_TRUSTED_HOST": "typo.example.org",
        }
    )
    names = sorted(line.split(":")[0].removeprefix("FRESHPAGE_") for line in told)
    assert names == [
        "DATABASE_URL",
        "FORMS_DIR",
        "INSTANCE",
        "PEPPER_FILE",
        "PROXIES",
        "SECRET_FILE",
        "TRUSTED_HOST",
        "TRUSTED_HOSTS",
    ]
    assert all("set " in line.lower() for line in told)


@pytest.mark.parametrize("hosts", ["*", "a,,b", "a b", "http://a", "a/b", "[zz]", ",", "a..b"])
def test_what_is_no_host_name_is_refused(tmp_path: Path, hosts: str) -> None:
    assert len(problems(made(tmp_path, FRESHPAGE_TRUSTED_HOSTS=hosts))) == 1


@pytest.mark.parametrize(
    ("proxies", "fine"), [("0", True), ("5", True), ("6", False), ("٣", False)]
)
def test_there_are_none_to_five_proxies(tmp_path: Path, proxies: str, fine: bool) -> None:
    environ = made(tmp_path, FRESHPAGE_PROXIES=proxies)
    if fine:
        assert Settings.read(environ).proxies == int(proxies)
    else:
        assert len(problems(environ)) == 1


def test_origins_that_may_ask_the_api_are_named_to_the_letter(tmp_path: Path) -> None:
    assert Settings.read(made(tmp_path)).api_origins == frozenset()
    named = "https://tools.example.org, https://a.example.net:8443,http://localhost:3000"
    assert Settings.read(made(tmp_path, FRESHPAGE_API_ORIGINS=named)).api_origins == {
        "https://tools.example.org",
        "https://a.example.net:8443",
        "http://localhost:3000",
    }


@pytest.mark.parametrize(
    "origins",
    [
        "*",
        "null",
        "https://*",
        "tools.example.org",
        "https://tools.example.org/",
        "http://tools.example.org",
        "https://.example.org",
        "https://Tools.example.org",
        "https://a.example.org,,https://b.example.org",
        "https://me@tools.example.org",
        "http://localhost.evil.example",
    ],
)
def test_what_is_no_origin_is_refused(tmp_path: Path, origins: str) -> None:
    assert len(problems(made(tmp_path, FRESHPAGE_API_ORIGINS=origins))) == 1


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "x.db"])
def test_a_database_that_would_not_last_is_refused(tmp_path: Path, url: str) -> None:
    assert len(problems(made(tmp_path, FRESHPAGE_DATABASE_URL=url))) == 1


def test_secrets_are_random_for_the_owner_alone_and_never_made_twice(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    settings = Settings.read({"FRESHPAGE_INSTANCE": str(folder)}, creating=True)
    assert create_secrets(settings) == (settings.pepper_file, settings.secret_file)
    pepper = settings.pepper()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(settings.pepper_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.secret_file.stat().st_mode) == 0o600
    assert create_secrets(settings) == ()
    assert settings.pepper() == pepper
    other = Settings.read({"FRESHPAGE_INSTANCE": str(tmp_path / "other")}, creating=True)
    create_secrets(other)
    assert other.pepper() != pepper


def test_no_new_pepper_is_made_for_a_database_that_needs_its_old_one(tmp_path: Path) -> None:
    settings = Settings.read(made(tmp_path))
    (tmp_path / "portal.db").touch()
    assert create_secrets(settings) == ()
    settings.pepper_file.unlink()
    with pytest.raises(SettingsError, match="Put the pepper back"):
        create_secrets(settings)
    assert not settings.pepper_file.exists()


def test_secrets_that_cannot_be_made_are_a_problem_of_the_settings(tmp_path: Path) -> None:
    environ = {
        "FRESHPAGE_INSTANCE": str(tmp_path),
        "FRESHPAGE_PEPPER_FILE": str(tmp_path / "none" / "pepper"),
    }
    with pytest.raises(SettingsError, match="none/pepper cannot be made"):
        create_secrets(Settings.read(environ, creating=True))


@pytest.mark.parametrize(("length", "fine"), [(31, False), (32, True)])
def test_a_pepper_of_less_than_32_bytes_is_refused(tmp_path: Path, length: int, fine: bool) -> None:
    environ = made(tmp_path)
    (tmp_path / "pepper").write_bytes(b"p" * length)
    if fine:
        assert len(Settings.read(environ).pepper()) == length
    else:
        assert "too short" in problems(environ)[0]


@pytest.mark.parametrize(("mode", "fine"), [(0o640, True), (0o400, True), (0o644, False)])
def test_a_pepper_that_everyone_can_read_is_refused(tmp_path: Path, mode: int, fine: bool) -> None:
    environ = made(tmp_path)
    os.chmod(tmp_path / "pepper", mode)
    if fine:
        Settings.read(environ)
    else:
        assert "chmod" in problems(environ)[0]


def test_settings_do_not_show_the_secrets_or_the_database_password(tmp_path: Path) -> None:
    url = "postgresql://portal:hunter2@db/portal"
    settings = Settings.read(made(tmp_path, FRESHPAGE_DATABASE_URL=url))
    assert "hunter2" not in repr(settings)
    assert repr(settings.pepper()) not in repr(settings)
    assert "hunter2" not in "".join(
        problems(made(tmp_path, FRESHPAGE_DATABASE_URL=url.replace("postgresql", "mysql")))
    )


def test_where_to_report_a_weakness_holds_until_a_day(tmp_path: Path) -> None:
    settings = Settings.read(
        made(
            tmp_path,
            FRESHPAGE_SECURITY_CONTACT="mailto:security@fresh.example.org",
            FRESHPAGE_SECURITY_EXPIRES="2027-06-30",
        )
    )
    assert settings.security_contact == "mailto:security@fresh.example.org"
    assert settings.security_expires == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("contact", "expires"),
    [
        ("security@fresh.example.org", "2027-06-30"),
        ("https://a.example/ Expires: never", "2027-06-30"),
        ("mailto:a@b.example", "June 30"),
        ("mailto:a@b.example", ""),
        ("", "2027-06-30"),
    ],
)
def test_half_a_place_to_report_or_one_that_is_none_is_refused(
    tmp_path: Path, contact: str, expires: str
) -> None:
    more = {"FRESHPAGE_SECURITY_CONTACT": contact, "FRESHPAGE_SECURITY_EXPIRES": expires}
    assert len(problems(made(tmp_path, **more))) == 1
