"""Reads the imports, sizes and shapes of a package's modules from their source, without running them.

``check(modules)`` gives one sentence for each thing that the layers forbid; ARCHITECTURE.md says why they do.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "fallback_console"
MAX_LINES = 450
MAX_METHODS = 25

# Layer: the layers it may import, besides itself. A layer is the first name below the package, package or module.
EDGES: Mapping[str, frozenset[str]] = {
    name: frozenset(allowed.split())
    for name, allowed in {
        "domain": "",
        "ports": "domain",
        "resources_path": "",
        "settings": "domain ports",
        "store": "domain ports",
        "services": "store domain ports resources_path",
        "adapters": "domain ports resources_path",
        "network": "services store adapters domain ports",
        "drill": "domain resources_path",
        "ui": "services domain ports resources_path",
    }.items()
}
# These compose the program, so they see every layer.
SEE_ALL = frozenset({"app", "cli", "compose", "__main__"})

# May import late too: what a start needs only once in a database's life, and what takes longer to load than all the rest.
LATE = frozenset(
    f"{PACKAGE}.{name}"
    for name in (
        "domain.numbers",
        "domain.number_zones",
        "services.backlog",
        "services.connections",
        "services.queue",
        "services.shift_files",
        "store.engine",
        "store.keys",
        "ui.main_window",
        "ui.reach.opening",
        "settings",
        "ui.run",
        "ui.shell.outage_bar",
        "ui.shell.status",
        "ui.shell.help_key",
        "ui.view_list",
        "ui.views.queue_arrangement",
        "ui.views.queue_view",
    )
)

# Package from outside the standard library: the layers that may import it.
THIRD_PARTY: Mapping[str, frozenset[str]] = {
    name: frozenset(allowed.split())
    for name, allowed in {
        "phonenumbers": "domain",
        "sqlite_utils": "store",
        "sqlcipher3": "store",
        "argon2": "store adapters",
        "httpx": "adapters",
        "keyring": "adapters",
        "ldap3": "adapters",
        "nats": "adapters",
        "nacl": "adapters",
        "cryptography": "adapters",
        "h11": "drill network adapters",
        "PySide6": "ui app",
        "shiboken6": "ui app",
        "platformdirs": "settings app cli compose",
        "reportlab": "services adapters cli",
        "icalendar": "services",
        "recurring_ical_events": "services",
    }.items()
}


@dataclass(frozen=True)
class Import:
    """One imported module, by its full name, and where."""

    name: str
    line: int
    in_function: bool
    typing_only: bool


@dataclass(frozen=True)
class Module:
    """One module's source. ``name`` is dotted, without ``__init__``; ``is_package`` tells that it was one."""

    name: str
    source: str
    is_package: bool = False

    @property
    def layer(self) -> str:
        """The first name below the package; empty for the package itself."""
        return self.name.partition(".")[2].partition(".")[0]


def read_modules(folder: Path) -> list[Module]:
    """All modules of the package in ``folder``."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        parts = [folder.name, *path.relative_to(folder).with_suffix("").parts]
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found.append(Module(name, path.read_text(encoding="utf-8"), is_package))
    return found


def check(modules: Iterable[Module]) -> list[str]:
    """Everything that is wrong, in the order of the modules."""
    known = list(modules)
    problems: list[str] = []
    for module in known:
        tree = ast.parse(module.source)
        imports = list(imports_of(module, tree))
        problems += layer_problems(module, imports)
        problems += local_import_problems(module, imports)
        problems += size_problems(module, tree)
    return problems + cycle_problems(known)


def layer_problems(module: Module, imports: Iterable[Import]) -> Iterator[str]:
    """Imports of another layer, or of a package that belongs to another layer."""
    layer = module.layer
    if layer and layer not in EDGES and layer not in SEE_ALL:
        yield f"{module.name}: {layer!r} is no known layer; give it its place in tests/helpers/layers.py"
        return
    for one in imports:
        top, _, rest = one.name.partition(".")
        where = f"{module.name}:{one.line}"
        if top == PACKAGE:
            target = rest.partition(".")[0]
            if layer == "":
                yield f"{where}: the package itself imports nothing of its parts, but takes {one.name}"
            elif target in {"", "__version__", layer} or layer in SEE_ALL:
                continue
            elif target not in EDGES[layer]:
                yield f"{where}: {layer} may not import {target} ({one.name})"
        elif top not in sys.stdlib_module_names and layer not in THIRD_PARTY.get(top, frozenset()):
            owners = ", ".join(sorted(THIRD_PARTY.get(top, ()))) or "no layer"
            yield f"{where}: {layer or PACKAGE} may not import {top}; it belongs to {owners}"


def local_import_problems(module: Module, imports: Iterable[Import]) -> Iterator[str]:
    """Imports inside a function: only where the program is composed, and only with a comment that says why."""
    lines = module.source.splitlines()
    for one in imports:
        if not one.in_function:
            continue
        if module.layer not in SEE_ALL and module.name not in LATE:
            yield f"{module.name}:{one.line}: import of {one.name} inside a function"
        elif not has_comment(lines, one.line):
            yield f"{module.name}:{one.line}: import of {one.name} inside a function without a comment that says why"


def has_comment(lines: list[str], line: int) -> bool:
    """Whether the import on this line (from 1), or the group of imports it stands in, has a comment at its end or above it."""
    index = line - 1
    if "#" in lines[index]:
        return True
    while index > 0:
        index -= 1
        text = lines[index].strip()
        if text.startswith("#"):
            return True
        if not text.startswith(("import ", "from ")):
            return False
        if "#" in text:
            return True
    return False


def size_problems(module: Module, tree: ast.Module) -> Iterator[str]:
    """Modules and classes that have grown too big to be about one thing."""
    lines = len(module.source.splitlines())
    if lines > MAX_LINES:
        yield f"{module.name}: {lines} lines; split it by meaning (at most {MAX_LINES})"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
            if len(methods) > MAX_METHODS:
                yield f"{module.name}:{node.lineno}: class {node.name} has {len(methods)} methods (at most {MAX_METHODS})"


def cycle_problems(modules: Iterable[Module]) -> list[str]:
    """Groups of modules that need one another while they are loaded."""
    known = {module.name: module for module in modules}
    graph = {
        name: {
            target
            for one in imports_of(module, ast.parse(module.source))
            if not one.in_function and not one.typing_only
            for target in [existing(one.name, known)]
            if target and target != name
        }
        for name, module in known.items()
    }
    return [f"circular import: {' → '.join([*cycle, cycle[0]])}" for cycle in cycles(graph)]


def existing(name: str, known: Mapping[str, Module]) -> str:
    """The module that an imported name lies in: itself, or the one before its last dot; empty where it is not ours."""
    if name in known:
        return name
    parent = name.rpartition(".")[0]
    return parent if parent in known else ""


def cycles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """One cycle for each group of nodes that reach one another, each beginning with its smallest name."""
    reach = {node: reachable(graph, node) for node in graph}
    groups = {
        frozenset(other for other in reach[node] if node in reach[other]) for node in graph if node in reach[node]
    }
    return sorted(shortest_cycle(graph, min(group), group) for group in groups)


def reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """Nodes that can be reached from ``start`` in one step or more."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph.get(node, ())
    return seen


def shortest_cycle(graph: Mapping[str, set[str]], start: str, group: frozenset[str]) -> list[str]:
    """The shortest way from ``start`` back to itself inside ``group``."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for node in sorted(graph[way[-1]] & group):
            if node == start:
                return way
            if node not in seen:
                seen.add(node)
                ways.append([*way, node])
    raise AssertionError(f"{start} is in no cycle")


def imports_of(module: Module, tree: ast.Module) -> Iterator[Import]:
    """Every import statement of a module, with relative ones made absolute."""
    yield from _walk(module, tree, in_function=False, typing_only=False)


def _walk(module: Module, node: ast.AST, *, in_function: bool, typing_only: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, in_function, typing_only)
        elif isinstance(child, ast.ImportFrom):
            base = _base_of(module, child)
            for alias in child.names:
                # `from package import module` needs the module itself; anything else lies in the base.
                yield Import(
                    f"{base}.{alias.name}" if base.startswith(PACKAGE) else base, child.lineno, in_function, typing_only
                )
        else:
            inside = in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            typing = typing_only or (isinstance(child, ast.If) and _tests_type_checking(child))
            yield from _walk(module, child, in_function=inside, typing_only=typing)


def _base_of(module: Module, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    parts = module.name.split(".")
    kept = parts[: len(parts) - node.level + (1 if module.is_package else 0)]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _tests_type_checking(node: ast.If) -> bool:
    test = node.test
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )
