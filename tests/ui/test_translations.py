"""Every text of the window is in the translation files, translated, current and compiled."""

from __future__ import annotations

import ast
import re
import shutil
import string
import xml.etree.ElementTree as ElementTree
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from fallback_console import ui

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = PROJECT / "resources" / "translations"
UI = Path(ui.__file__).parent


def tool() -> ModuleType:
    """The command that brings the files up to date."""
    spec = spec_from_file_location("translate_tool", PROJECT / "packaging" / "dev" / "translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as the command would leave them now."""
    folder = tmp_path_factory.mktemp("translations")
    for file in SHIPPED.glob("*.ts"):
        shutil.copy(file, folder)
    module = tool()
    module.update(folder)
    module.compile_all(folder)
    return folder


def messages(file: Path) -> dict[tuple[str, str], ElementTree.Element]:
    root = ElementTree.parse(file).getroot()
    return {
        (context.findtext("name") or "", message.findtext("source") or ""): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_is_missing_stale_or_unfinished(fresh: Path, language: str) -> None:
    name = f"fallback-console_{language}.ts"
    shipped, now = messages(SHIPPED / name), messages(fresh / name)
    assert sorted(now.keys() - shipped.keys()) == [], "missing: run packaging/dev/translate.py"
    assert sorted(shipped.keys() - now.keys()) == [], "stale: run packaging/dev/translate.py"
    unfinished = [key for key, message in now.items() if message.find("translation").attrib.get("type")]  # type: ignore[union-attr]
    assert unfinished == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_compiled_is_what_is_written(fresh: Path, language: str) -> None:
    name = f"fallback-console_{language}.qm"
    assert (SHIPPED / name).read_bytes() == (fresh / name).read_bytes(), "run packaging/dev/translate.py"


def test_no_text_landed_in_a_wrong_context(fresh: Path) -> None:
    contexts = {context for context, _ in messages(fresh / "fallback-console_ja.ts")}
    assert {c for c in contexts if not re.fullmatch(r"\w+", c)} == set()


def forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    if message.get("numerus"):
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_translations_keep_what_is_filled_in(language: str) -> None:
    for (context, source), message in messages(SHIPPED / f"fallback-console_{language}.ts").items():
        for text in forms(message):
            where = f"{context}: {source!r} → {text!r}"
            assert text.strip(), where
            assert fields(text) == fields(source), where
            assert ("%n" in text) == ("%n" in source) or message.get("numerus"), where
            assert text.count("&") - text.count("&&") * 2 <= 1, where
            assert ("&" in source) == ("&" in text), where


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_japanese_is_japanese() -> None:
    # Names and units that are written the same way.
    same = {
        "Slack",
        "SMS",
        "SMS: Kannel",
        "SMS: Twilio",
        "SMS: Vonage",
        "SLA",
        "STARTTLS",
        "Ctrl+Enter",
        "Fallback Console",
    }
    for (context, source), message in messages(SHIPPED / "fallback-console_ja.ts").items():
        for text in forms(message):
            words = re.sub(r"{\w+}|&", "", source).strip()
            if words not in same and not re.fullmatch(r"[\W\d_a-z]*", words):
                assert re.search(r"[぀-ヿ一-鿿]", text), f"{context}: {source!r} → {text!r}"


def test_the_compiled_files_load() -> None:
    translator = QTranslator()
    assert translator.load("fallback-console_ja", str(SHIPPED))
    assert translator.translate("Names", "Helpdesk") == "ヘルプデスク"
    english = QTranslator()
    assert english.load("fallback-console_en", str(SHIPPED))
    assert english.translate("HealthStrip", "%n need you", None, 1) == "%n needs you"


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda p: str(p.relative_to(UI)))
def test_texts_are_marked_so_that_they_are_found(path: Path) -> None:
    problems = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for part in ast.walk(node):
                if isinstance(part, ast.Call) and is_text(part):
                    problems.append(f"{part.lineno}: a text inside an f-string is not found")
        if isinstance(node, ast.Call) and is_text(node):
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if isinstance(owner, ast.Name) and owner.id == "QCoreApplication":
                problems.append(f"{node.lineno}: write translate(…)")
            needed = 1 if isinstance(node.func, ast.Attribute) and node.func.attr == "tr" else 2
            if not all(isinstance(a, ast.Constant) for a in node.args[:needed]):
                problems.append(f"{node.lineno}: the text is not written out")
    assert problems == []


def is_text(call: ast.Call) -> bool:
    """``self.tr(…)``, ``translate(…)`` or ``QCoreApplication.translate(…)``; painters and transforms move things as well."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "translate"
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value
    ours = isinstance(owner, ast.Name) and owner.id == "QCoreApplication"
    return call.func.attr == "tr" or (ours and call.func.attr == "translate")
