"""The rules of the house as functions over source text, so that each can be seen to bite."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("portal", "resident_affairs", "committees", "workstations")
STOREY = {app: height for height, app in enumerate(APPS)}
FRONT_DOORS = {
    "services",
    "selectors",
    "events",
    "models",
    "access",
    "kernel",
    "dashboards",
    "forms",
    "workflows",
    "views",
    "api",
    "documents",
}
COMMON_GROUND = {"access", "kernel", "dashboards", "forms", "views", "api", "documents"}
MAX_FILE, MAX_FUNCTION, MAX_VIEW_METHOD = 300, 40, 15
ORM_WORDS = {"objects", "_base_manager", "_default_manager", "select_related", "prefetch_related"}


def sources(*apps: str) -> Iterator[tuple[str, str]]:
    """(path from the root, text) of every module that people write."""
    for app in apps or APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                yield name, path.read_text(encoding="utf-8")


def imports_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """(module, line) of each absolute import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


def wrong_doors(name: str, text: str) -> list[str]:
    """Imports that go up a storey, or into a room of another app that is no front door."""
    app = name.split("/", maxsplit=1)[0]
    found = []
    for module, line in imports_of(ast.parse(text)):
        parts = module.split(".")
        other = parts[0]
        if other not in STOREY or other == app:
            continue
        room = parts[1] if len(parts) > 1 else "models"
        if STOREY[other] > STOREY[app]:
            found.append(f"{name}:{line} imports {module}: a storey above; announce an event")
        elif other == "portal" and room in COMMON_GROUND:
            continue
        elif room not in {"services", "selectors", "events", "models", "workflows"}:
            found.append(f"{name}:{line} imports {module}: not a front door")
    return found


def kernel_leaks(name: str, text: str) -> list[str]:
    """The kernel imports Django and the standard library only."""
    if not name.startswith("portal/kernel/"):
        return []
    foreign = APPS + ("rest_framework", "guardian", "celery", "redis", "holidays")
    return [
        f"{name}:{line} imports {module}: the kernel stays pure"
        for module, line in imports_of(ast.parse(text))
        if module.split(".")[0] in foreign and not module.startswith("portal.kernel")
    ]


def guardian_elsewhere(name: str, text: str) -> list[str]:
    """portal.access is the sole door to guardian."""
    if name.startswith("portal/access/") or name.startswith("portal/config/"):
        return []
    return [
        f"{name}:{line} imports {module}: ask portal.access"
        for module, line in imports_of(ast.parse(text))
        if module.split(".")[0] == "guardian"
    ]


def hidden_imports(name: str, text: str) -> list[str]:
    """Imports inside functions: the smell of a cycle."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            found += [f"{name}:{n.lineno} imports inside {node.name}()" for n in inner]
    return found


def too_long(name: str, text: str) -> list[str]:
    """Files over 300 lines, functions over 40, methods of a view over 15 (docstring apart)."""
    found = []
    lines = text.count("\n")
    if lines > MAX_FILE:
        found.append(f"{name} has {lines} lines: split it by noun")
    limit = MAX_VIEW_METHOD if "/views/" in name else MAX_FUNCTION
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (body[-1].end_lineno - body[0].lineno + 1) if body else 0
            if length > limit:
                found.append(f"{name}:{node.lineno} {node.name}() has {length} lines > {limit}")
    return found


def orm_in_views(name: str, text: str) -> list[str]:
    """Views and API views ask selectors and services, never a table."""
    if "/views/" not in name and not name.endswith("/api/views.py"):
        return []
    return [
        f"{name}:{node.lineno} touches .{node.attr}: ask a selector or a service"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in ORM_WORDS
    ]


def _targets(node: ast.AST) -> list[ast.AST]:
    """What an assignment assigns to."""
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def status_set(name: str, text: str) -> list[str]:
    """A status is set by the transition service alone."""
    if name == "portal/services/transitions.py":
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if any(getattr(target, "attr", "") == "status" for target in _targets(node)):
            found.append(f"{name}:{node.lineno} sets .status: use transition_apply()")
        called = getattr(getattr(node, "func", None), "attr", "")
        if called == "update" and any(word.arg == "status" for word in node.keywords):
            found.append(f"{name}:{node.lineno} updates status: use transition_apply()")
    return found


def no_purpose(name: str, text: str) -> list[str]:
    """Each module opens with one sentence: what lives here."""
    if not text.strip() or ast.get_docstring(ast.parse(text)):
        return []
    return [f"{name} does not say what lives here"]


RULES = (
    wrong_doors,
    kernel_leaks,
    guardian_elsewhere,
    hidden_imports,
    too_long,
    orm_in_views,
    status_set,
    no_purpose,
)
