"""What a module knows, whatever its name: tables or the request, never both."""

import ast
import re
from functools import cache
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
TABLES = ("sqlalchemy", "flask_sqlalchemy", "app.extensions.db")
REQUEST = ("flask", "flask_login", "flask_wtf", "wtforms", "app.web.asked", "app.web.pages")
BETWEEN = ("__init__.py", "extensions.py", "web/", "worker/")
"""What puts the application together, and what lies around every request, knows both sides."""

ROUTES_AND_FORMS = re.compile(r"/(routes|forms)(/|\.py$)")

MODULES = sorted(path.relative_to(APP).as_posix() for path in APP.rglob("*.py"))


@cache
def imported(module: str) -> frozenset[str]:
    """Every name that the module imports, with the module it comes from before it."""
    found = set()
    for node in ast.walk(ast.parse((APP / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return frozenset(found)


def knows(module: str, parts: tuple[str, ...]) -> bool:
    """Whether the module imports one of the parts, or something of one."""
    return any(
        name == part or name.startswith(f"{part}.") for name in imported(module) for part in parts
    )


def test_a_module_knows_tables_or_the_request_or_neither():
    both = [
        each
        for each in MODULES
        if not each.startswith(BETWEEN) and knows(each, TABLES) and knows(each, REQUEST)
    ]
    assert both == []


def test_routes_and_forms_know_no_tables():
    assert [e for e in MODULES if ROUTES_AND_FORMS.search(e) and knows(e, TABLES)] == []


def test_tables_lie_where_their_name_says():
    assert [e for e in MODULES if e.endswith("models.py") and not knows(e, TABLES)] == []
