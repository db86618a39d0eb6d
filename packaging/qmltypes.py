"""Writes the QML type description of ``Kiosk.ViewModels``, so that qmllint checks bindings against Python.

The members come from the meta objects of the imported classes: what QML meets at run time, with inherited classes,
pointer types and constancy right. ``pyside6-metaobjectdump`` reads the source text only: it loses ``constant``,
pointers, parameter names and base classes of other modules, each of which qmllint then reports as a fault. Which
classes QML may name, and which it may create, is read from the decorators: PySide keeps them to itself.

    python packaging/qmltypes.py OUT    writes OUT/Kiosk/ViewModels/{viewmodels.qmltypes,qmldir}

Not its business: running qmllint (``packaging/dev lint``).
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6
from PySide6.QtCore import QMetaMethod, QMetaObject, QObject

PACKAGE = "kiosk.viewmodels"
IMPORT_NAME = "Kiosk.ViewModels"
MAJOR, MINOR = 1, 0
# Qt's own classes that ours inherit from or return.
FOREIGN_MODULES = ("core", "gui", "qml", "qmlmodels", "network", "quick")


def module_names() -> list[str]:
    """Every module of the view-model package, imported by none of the others or not."""
    package = importlib.import_module(PACKAGE)
    return [name for _, name, is_package in pkgutil.walk_packages(package.__path__, PACKAGE + ".") if not is_package]


def decorators(module: ModuleType) -> dict[str, list[dict[str, str]]]:
    """QML class infos by class name, from the decorators in the source of ``module``."""
    infos: dict[str, list[dict[str, str]]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.ClassDef):
            continue
        found: list[dict[str, str]] = []
        for decorator in node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name == "QmlElement":
                found.append({"name": "QML.Element", "value": "auto"})
            elif name == "QmlNamedElement" and isinstance(decorator, ast.Call):
                found.append({"name": "QML.Element", "value": ast.literal_eval(decorator.args[0])})
            elif name == "QmlAnonymous":
                found.append({"name": "QML.Element", "value": "anonymous"})
            elif name == "QmlSingleton":
                found.append({"name": "QML.Singleton", "value": "true"})
            elif name == "QmlUncreatable":
                found.append({"name": "QML.Creatable", "value": "false"})
        if found:
            infos[node.name] = found
    return infos


def late_types(module: ModuleType) -> dict[tuple[str, str], str]:
    """Types of properties that Qt was told nothing of (``kiosk.viewmodels.late``), by class and property."""
    found = {}
    classes = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
    for cls in classes:
        for node in cls.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                called, target = node.value.func, node.targets[0]
                if isinstance(called, ast.Name) and called.id == "late" and isinstance(target, ast.Name):
                    found[cls.name, target.id] = f"{ast.literal_eval(node.value.args[0])}*"
    return found


def python_classes(module: ModuleType) -> Iterator[type[QObject]]:
    """QObject classes defined in ``module`` and the Python classes they inherit from, wherever those live."""
    for value in vars(module).values():
        if inspect.isclass(value) and issubclass(value, QObject) and value.__module__ == module.__name__:
            for base in value.__mro__:
                if issubclass(base, QObject) and not base.__module__.startswith(("PySide6", "Shiboken")):
                    yield base


def parameters(cls: type[QObject], method: QMetaMethod) -> list[dict[str, str]]:
    """Types and names of a method's parameters; a slot's names stand in its Python signature."""
    types = [bytes(name.data()).decode() for name in method.parameterTypes()]
    names = [bytes(name.data()).decode() for name in method.parameterNames()]
    function = vars(cls).get(bytes(method.name().data()).decode())
    if not all(names) and inspect.isfunction(function):
        names = list(inspect.signature(function).parameters)[1 : len(types) + 1]
    return [{"type": type_, **({"name": name} if name else {})} for type_, name in zip(types, names, strict=True)]


def described(cls: type[QObject], infos: list[dict[str, str]]) -> dict[str, Any]:
    """One class in the form that moc writes and qmltyperegistrar reads."""
    late = late_types(sys.modules[cls.__module__])
    meta: QMetaObject = cls.staticMetaObject  # type: ignore[attr-defined]  # missing in PySide6's stubs
    properties = []
    for index in range(meta.propertyOffset(), meta.propertyCount()):
        prop = meta.property(index)
        entry: dict[str, Any] = {
            "name": prop.name(),
            "type": late.get((cls.__name__, str(prop.name())), prop.typeName()),
            "index": index - meta.propertyOffset(),
            "constant": prop.isConstant(),
            "read": prop.name(),
        }
        if prop.isWritable():
            entry["write"] = prop.name()  # any name: only its presence counts
        if prop.hasNotifySignal():
            entry["notify"] = bytes(prop.notifySignal().name().data()).decode()
        properties.append(entry)
    methods: dict[str, list[dict[str, Any]]] = {"signals": [], "slots": []}
    for index in range(meta.methodOffset(), meta.methodCount()):
        method = meta.method(index)
        kind = "signals" if method.methodType() == QMetaMethod.MethodType.Signal else "slots"
        methods[kind].append(
            {
                "access": "public",
                "name": bytes(method.name().data()).decode(),
                "arguments": parameters(cls, method),
                "returnType": method.typeName(),
            }
        )
    enums = []
    for index in range(meta.enumeratorOffset(), meta.enumeratorCount()):
        enum = meta.enumerator(index)
        keys = [enum.key(i) for i in range(enum.keyCount())]
        enums.append({"name": enum.name(), "isClass": enum.isScoped(), "isFlag": enum.isFlag(), "values": keys})
    return {
        "className": meta.className(),
        "qualifiedClassName": meta.className(),
        "object": True,
        "superClasses": [{"access": "public", "name": meta.superClass().className()}],
        "classInfos": infos or [{"name": "QML.Element", "value": "anonymous"}],
        "properties": properties,
        **methods,
        "enums": enums,
    }


def meta_types() -> list[dict[str, Any]]:
    """All files of the package as one moc-style JSON document."""
    seen: set[type[QObject]] = set()
    files = []
    for name in module_names():
        module = importlib.import_module(name)
        classes = []
        for cls in python_classes(module):
            if cls not in seen:
                seen.add(cls)
                owner = sys.modules[cls.__module__]
                classes.append(described(cls, decorators(owner).get(cls.__name__, [])))
        if classes:
            files.append({"classes": classes, "inputFile": name.replace(".", "/") + ".py", "outputRevision": 69})
    return files


def write(out: Path) -> Path:
    """Write the QML module description below ``out``; the value is its folder.

    Raises:
        subprocess.CalledProcessError: qmltyperegistrar refused the description or warned about it.
    """
    folder = out.joinpath(*IMPORT_NAME.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    qt = Path(PySide6.__file__).parent / "Qt"
    foreign = [qt / "metatypes" / f"qt6{module}_metatypes.json" for module in FOREIGN_MODULES]
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "metatypes.json"
        source.write_text(json.dumps(meta_types()), encoding="utf-8")
        command: list[str | Path] = [qt / "libexec" / "qmltyperegistrar"]
        command += ["--generate-qmltypes", folder / "viewmodels.qmltypes", "--import-name", IMPORT_NAME]
        command += ["--major-version", str(MAJOR), "--minor-version", str(MINOR), "-o", Path(scratch) / "unused.cpp"]
        command += ["--foreign-types", ",".join(map(str, foreign)), source]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode or done.stderr:
        raise subprocess.CalledProcessError(done.returncode or 1, command, done.stdout, done.stderr)
    (folder / "qmldir").write_text(
        f"module {IMPORT_NAME}\ntypeinfo viewmodels.qmltypes\ndepends QtQuick\n", encoding="utf-8"
    )
    return folder


def main() -> int:
    """Command line: the folder to write into."""
    try:
        print(write(Path(sys.argv[1])))
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stdout + error.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
