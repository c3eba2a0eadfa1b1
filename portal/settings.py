"""What the operator has set, read from the environment once: complete, or refused."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PREFIX = "FRESHPAGE_"
SECRET_BYTES = 32
MOST_PROXIES = 5
HOST = re.compile(
    r"(\.?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,20}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?", re.I
)


class SettingsError(Exception):
    """The settings cannot be used. ``problems`` are sentences for the operator, one a problem."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are and whom we trust. Secrets stay in their files until they are asked for."""

    instance: Path
    database_url: str = field(repr=False)
    pepper_file: Path
    secret_file: Path
    forms_dir: Path | None
    trusted_hosts: tuple[str, ...]
    proxies: int
    api_origins: frozenset[str]
    operator_name: str | None
    operator_phone: str | None
    security_contact: str | None
    security_expires: date | None

    @classmethod
    def read(cls, environ: Mapping[str, str], *, creating: bool = False) -> Settings:
        """The settings in ``FRESHPAGE_…`` variables; an empty one counts as not set.

        ``creating``: folder and secrets may be missing, since ``create_secrets`` comes next.
        Raises ``SettingsError`` with every problem there is.
        """
        reading = _Reading(environ)
        instance = Path(reading.text("INSTANCE") or "instance").absolute()
        settings = cls(
            instance=instance,
            database_url=reading.read("DATABASE_URL", _database, _sqlite_in(instance)),
            pepper_file=Path(reading.text("PEPPER_FILE") or instance / "pepper").absolute(),
            secret_file=Path(reading.text("SECRET_FILE") or instance / "secret").absolute(),
            forms_dir=reading.read("FORMS_DIR", _folder, None),
            trusted_hosts=reading.read(
                "TRUSTED_HOSTS", _hosts, ("localhost", "127.0.0.1", "[::1]")
            ),
            proxies=reading.read("PROXIES", _proxies, 0),
            api_origins=reading.read("API_ORIGINS", _origins, frozenset()),
            operator_name=reading.text("OPERATOR_NAME"),
            operator_phone=reading.text("OPERATOR_PHONE"),
            security_contact=reading.read("SECURITY_CONTACT", _contact, None),
            security_expires=reading.read("SECURITY_EXPIRES", _day, None),
        )
        problems = reading.problems + reading.unknown([one.name for one in fields(cls)])
        if not problems and (settings.security_contact is None) != (
            settings.security_expires is None
        ):
            problems.append(f"Set {PREFIX}SECURITY_CONTACT and {PREFIX}SECURITY_EXPIRES, or none.")
        if not creating:
            problems += _missing(settings)
        if problems:
            raise SettingsError(tuple(problems))
        return settings

    @property
    def forms(self) -> Path:
        """The folder of the court's own forms; it may not be there yet."""
        return self.forms_dir or self.instance / "forms"

    def pepper(self) -> bytes:
        """The pepper: without it no code opens a case, so it is kept apart from the database."""
        return self.pepper_file.read_bytes()

    def secret(self) -> bytes:
        """The key that signs forms."""
        return self.secret_file.read_bytes()


def create_secrets(settings: Settings) -> tuple[Path, ...]:
    """Make the instance folder and the missing secrets, for this user's eyes only; which were made.

    A secret that is there is never touched: a new pepper would lock every case for good.
    Raises ``SettingsError`` where a file cannot be made or a database has lost its pepper.
    """
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    if database.is_file() and not settings.pepper_file.exists():
        lost = f"{settings.pepper_file} is not there, but {database} is, and its cases need it."
        raise SettingsError((f"{lost} Put the pepper back, or set another database.",))
    try:
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _made(settings.pepper_file, settings.secret_file)
    except OSError as error:
        problem = f"{error.filename} cannot be made ({error.strerror}). Set a folder we can write."
        raise SettingsError((problem,)) from error


def _made(*paths: Path) -> tuple[Path, ...]:
    made = []
    for path in paths:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        made.append(path)
    return tuple(made)


class _Reading:
    """Reads variables and gathers what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def text(self, name: str) -> str | None:
        return self.environ.get(PREFIX + name, "").strip() or None

    def read(self, name: str, reader: Callable[[str], T], otherwise: T) -> T:
        text = self.text(name)
        if text is None:
            return otherwise
        try:
            return reader(text)
        except ValueError as problem:
            self.problems.append(f"{PREFIX}{name}: {problem}")
            return otherwise

    def unknown(self, names: list[str]) -> list[str]:
        known = {PREFIX + name.upper() for name in names}
        strange = sorted(n for n in self.environ if n.startswith(PREFIX) and n not in known)
        choice = ", ".join(sorted(known))
        return [f"{name}: there is no such setting. Set one of {choice}." for name in strange]


def _sqlite_in(instance: Path) -> str:
    return f"sqlite:///{instance / 'portal.db'}"


def _database(text: str) -> str:
    if text.startswith(("postgresql://", "postgres://")):
        return text
    path = text.removeprefix("sqlite:///")
    if path in {text, ""} or ":memory:" in path:
        raise ValueError(
            "set sqlite:/// and the path of a file, or postgresql://user:password@host/database."
        )
    return text


def _folder(text: str) -> Path:
    path = Path(text).absolute()
    if not path.is_dir():
        raise ValueError(f"set a folder that is there; {path} is not.")
    return path


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(","))
    for host in hosts:
        if not HOST.fullmatch(host):
            raise ValueError(
                f"set the names people type in the address bar, such as fresh.example.org, "
                f"with commas between; {host!r} is no host name."
            )
    return hosts


def _origins(text: str) -> frozenset[str]:
    origins = [origin.strip() for origin in text.split(",")]
    for origin in origins:
        scheme, _, host = origin.partition("://")
        at_home = re.fullmatch(r"(localhost|127\.0\.0\.1)(:\d+)?", host)
        known = scheme == "https" or (scheme == "http" and at_home)
        if (
            not known
            or not HOST.fullmatch(host)
            or host.startswith(".")
            or origin.lower() != origin
        ):
            raise ValueError(
                f"set the origins whose pages may ask the API, such as https://tools.example.org, "
                f"in small letters, without a path, with commas between; {origin!r} is none."
            )
    return frozenset(origins)


def _contact(text: str) -> str:
    if not re.fullmatch(r"(mailto:|tel:|https://)[!-~]+", text):
        raise ValueError(
            "set where weaknesses are to be reported, as mailto:…, tel:… or https://…, "
            f"without spaces; {text!r} is none of these."
        )
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"set a day such as 2027-06-30; {text!r} is none.") from None


def _proxies(text: str) -> int:
    if not re.fullmatch(r"[0-9]", text) or int(text) > MOST_PROXIES:
        raise ValueError(
            f"set how many of your own proxies stand in front, 0 to {MOST_PROXIES}, in digits."
        )
    return int(text)


def _missing(settings: Settings) -> list[str]:
    problems = []
    if not settings.instance.is_dir():
        problems.append(
            f"{PREFIX}INSTANCE: the folder {settings.instance} is not there. "
            "Run `portal set-up`, or set the folder that holds your database and secrets."
        )
    for name, path in (
        ("PEPPER_FILE", settings.pepper_file),
        ("SECRET_FILE", settings.secret_file),
    ):
        if problem := _bad_secret(path):
            problems.append(f"{PREFIX}{name}: {problem}")
    return problems


def _bad_secret(path: Path) -> str | None:
    try:
        status = path.stat()
        length = len(path.read_bytes())
    except OSError as error:
        why = f"{path} cannot be read ({error.strerror})"
        return f"{why}. Run `portal set-up`, or set a file of random bytes."
    if length < SECRET_BYTES:
        return f"{path} is too short. Set a file of at least {SECRET_BYTES} random bytes."
    if status.st_mode & 0o007:
        return f"{path} can be read by everyone on this machine. Run `chmod o= {path}`."
    return None
