"""Every address of the portal, the one method it takes, and what it answers to whom."""

from __future__ import annotations

from typing import Final, NamedTuple

from portal.service.packets import place_of

ENDED: Final = "/en/ended"
PLACE: Final = place_of("Cook")


class Route(NamedTuple):
    """``nobody``: the answer to a browser without a visit; ``visitor``: to a person who has
    answered everything, on a shared device and on an own one alike. A status, or for a redirect
    where it leads to. ``token``: a form of this browser has to have sent it."""

    method: str
    rule: str
    nobody: int | str
    visitor: int | str
    token: bool = False


def _page(rule: str, nobody: int | str, visitor: int | str) -> Route:
    return Route("GET", f"/<lang:lang>/{rule}", nobody, visitor)


def _form(rule: str, nobody: int | str, visitor: int | str) -> Route:
    return Route("POST", f"/<lang:lang>/{rule}", nobody, visitor, token=True)


ROUTES: Final = {
    # For tools: no cookie is read, so nobody is anybody.
    "api.check": Route("POST", "/api/v1/check", 415, 415),
    "api.counties": Route("GET", "/api/v1/counties", 200, 200),
    "api.law": Route("GET", "/api/v1/law", 200, 200),
    "api.openapi": Route("GET", "/api/v1/openapi.json", 200, 200),
    # For everyone.
    "door.asset": Route("GET", "/assets/<name>", 200, 200),
    "door.enter": Route("GET", "/", "/en/", "/en/"),
    "door.favicon": Route("GET", "/favicon.ico", "/assets/…", "/assets/…"),
    # 404 where the operator has named nobody to tell.
    "door.security": Route("GET", "/.well-known/security.txt", 404, 404),
    "entry.back": _page("back", 200, 200),
    "entry.begin": _form("start", "/en/start?e=1", "/en/go"),
    "entry.come_back": _form("back", 422, 422),
    "entry.start": _page("start", 200, "/en/go"),
    "leaving.done": _page("done", 200, 200),
    "leaving.ended": _page("ended", 200, "/en/overview"),
    "leaving.erased": _page("erased", 200, 200),
    "leaving.left": _page("left", 200, 200),
    # Must never fail, and another site cannot ask for it.
    "leaving.leave": Route("POST", "/<lang:lang>/leave", 200, 200),
    "public.about": _page("about", 200, 200),
    "public.help_": _page("help", 200, 200),
    "public.home": _page("", 200, 200),
    "public.how": _page("how", 200, 200),
    "public.privacy": _page("privacy", 200, 200),
    # For the person whose visit it is, and only within it.
    "checking.check": _page("check/<place>", ENDED, 200),
    "checking.checked": _form("check/<place>", ENDED, f"/en/papers/{PLACE}"),
    "closing.erase": _page("erase", ENDED, 200),
    "closing.erase_now": _form("erase", ENDED, "/en/erased"),
    "closing.finish": _page("finish", ENDED, 200),
    "closing.finish_now": _form("finish", ENDED, "/en/done"),
    "closing.stay": _form("stay", ENDED, 200),
    "papers.paper": _page("papers/<place>/<name>.pdf", ENDED, 200),
    "papers.reading": _page("papers/<place>/<name>/page", ENDED, 200),
    "papers.papers": _page("papers/<place>", ENDED, 200),
    "resident.add_case": _form("cases", ENDED, "/en/p/…"),
    "resident.add_charge": _form("cases/<subject>", ENDED, "/en/p/…"),
    "resident.answer": _form("p/<code>", ENDED, "/en/p/…"),
    "resident.go_on": _page("go", ENDED, "/en/results"),
    "resident.overview": _page("overview", ENDED, 200),
    "resident.question": _page("p/<code>", ENDED, 200),
    "resident.remove": _page("remove/<subject>", ENDED, 200),
    "resident.remove_now": _form("remove/<subject>", ENDED, "/en/overview"),
    "results.begin": _form("results/<place>", ENDED, f"/en/papers/{PLACE}"),
    "results.results": _page("results", ENDED, 200),
    "visiting.code": _page("code", ENDED, "/en/go"),
    "visiting.device": _page("device", ENDED, 200),
    "visiting.make_code": _form("new-code", ENDED, "/en/code"),
    "visiting.new_code": _page("new-code", ENDED, 200),
    "visiting.noted": _form("code", ENDED, "/en/go"),
    "visiting.set_device": _form("device", ENDED, "/en/device"),
}
"""A new one has to be written down here, where the tests find it."""

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
READING: Final = sorted(name for name, route in ROUTES.items() if route.method == "GET")
WRITING: Final = sorted(
    name for name, route in ROUTES.items() if route.method == "POST" and route.rule[1] == "<"
)


def address_of(endpoint: str, *, code: str = "aaaaaaaa", name: str = "page.js") -> str:
    """The address of an endpoint, its holes filled with what there is in every case."""
    path = ROUTES[endpoint].rule
    holes = {"<lang:lang>": "en", "<code>": code, "<subject>": "a", "<place>": PLACE}
    for hole, filling in {**holes, "<name>": "1" if "papers" in path else name}.items():
        path = path.replace(hole, filling)
    return path
