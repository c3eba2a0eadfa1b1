"""Trying the served portal: wapiti on loopback, within a visit, by modules that stay at home."""

from __future__ import annotations

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, OpenerDirector, build_opener

from werkzeug.serving import make_ssl_devcert

from scan.finding import Finding
from scan.tools import programs, told
from setup.steps import ROOT, Stop, run, step

MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,"
    "permanentxss,redirect,shellshock,sql,timesql,upload,xss"
)
"""Those left out ask a machine of theirs whether it was called (log4shell, spring4shell, ssrf,
xxe), fetch lists (cms, nikto, wapp, wp_enum, htp), or try what we have not (ldap, logins)."""
NOT_PRESSED = ("leave", "finish", "erase", "new-code")
"""These end the visit within which the rest is tried."""
SECONDS = 900


def wapiti(folder: Path) -> tuple[list[Finding], str]:
    command: list[str | Path] = [programs("web") / "wapiti", "--module", MODULES]
    with serving(folder) as (address, cookie), step("Trying the served portal"):
        out = folder / "wapiti.json"
        command += ["--url", f"{address}/en/overview", "--start", f"{address}/es/"]
        command += ["--scope", "domain", "--header", f"Cookie: __Host-s={cookie}"]
        command += ["--drop-set-cookie", "--format", "json", "--output", out, "--verbose", "0"]
        command += ["--store-session", folder / "session", "--store-config", folder / "config"]
        command += ["--flush-session", "--no-bugreport", "--max-scan-time", str(SECONDS)]
        command += ["--tasks", "4", "--depth", "8", "--max-parameters", "12"]
        for one in NOT_PRESSED:
            for lang in ("en", "es"):
                command += ["--exclude", f"{address}/{lang}/{one}"]
        report = json.loads(told(command, out, _no_proxy(folder)))
    pages = report["infos"].get("crawled_pages_nbr", 0)
    if pages < 10:
        raise Stop(f"wapiti saw {pages} pages only: it was not within the visit.")
    kinds = {**report["vulnerabilities"], **report["anomalies"]}
    found = [
        Finding(tool="wapiti", id=kind, file=one["path"], says=f"{one['method']}: {one['info']}")
        for kind, all_ in kinds.items()
        for one in all_
    ]
    return found, f"{pages} pages and forms, {len(MODULES.split(','))} modules"


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, str]]:
    """The portal as ``gunicorn.conf.py`` serves it, over TLS, since its cookie asks for that; its
    address, and the cookie of a visit that was begun there."""
    certificate, key = make_ssl_devcert(str(folder / "loopback"), host="127.0.0.1")
    environ = {**os.environ, "FRESHPAGE_INSTANCE": str(folder / "instance"), "WEB_CONCURRENCY": "2"}
    run([sys.executable, "-m", "portal.cli", "set-up"], env=environ)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    command += ["--certfile", certificate, "--keyfile", key, "--log-level", "warning"]
    with (folder / "served.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
    try:
        yield f"https://127.0.0.1:{port}", _begin(f"https://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(timeout=60)


def _begin(address: str) -> str:
    """Start a case and answer its first questions; the cookie of that visit."""
    jar = CookieJar()
    unverified = ssl._create_unverified_context()  # noqa: S323 - our own, on loopback
    opener = build_opener(HTTPSHandler(context=unverified), HTTPCookieProcessor(jar))
    _wait_for(opener, f"{address}/en/")
    page = _send(opener, f"{address}/en/start", {"device": "own"})
    _send(opener, f"{address}/en/code", {}, page)
    _send(opener, _next(opener, address), {"answer": "illinois"})
    _send(opener, _next(opener, address), {"county": "Cook"})
    return next(cookie.value or "" for cookie in jar if cookie.name == "__Host-s")


def _next(opener: OpenerDirector, address: str) -> str:
    with opener.open(f"{address}/en/go") as answer:
        where: str = answer.geturl()
    return where


def _send(
    opener: OpenerDirector, address: str, fields: Mapping[str, str], page: str | None = None
) -> str:
    """Send the form of a page; what came of it."""
    if page is None:
        with opener.open(address) as answer:
            page = answer.read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page or "")
    if token is None:
        raise Stop(f"There is no form at {address}.")
    with opener.open(address, urlencode({**fields, "csrf_token": token[1]}).encode()) as answer:
        read: str = answer.read().decode()
    return read


def _wait_for(opener: OpenerDirector, address: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            opener.open(address).close()
            return
        except (URLError, OSError) as problem:
            if time.monotonic() > end:
                raise Stop(f"The portal does not answer: {problem}") from problem
            time.sleep(0.3)


def _no_proxy(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return {**kept, "HOME": str(folder), "NO_PROXY": "*"}
