"""Five rules of the self-check in OpenFisca-Core and in zen-engine, for ``bench_selfcheck``. Both are looked for, neither is needed.

低保, 低保边缘, 困难残疾人生活补贴, 重度残疾人护理补贴, 长寿保健金 over hukou, income, size, assets, grade and age; figures as in
``tests.selfcheck_sets``, invented. ``None`` in a household is a question left open.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

INSTALL = "pip install openfisca-core zen-engine"
STANDARD = 1308
NAMES = ("dibao", "margin", "living", "nursing", "longevity")

Home = Mapping[str, Any]
Decide = Callable[[Home], dict[str, bool | None]]


def plain(home: Home) -> dict[str, bool]:
    """The rules in plain Python, for complete households."""
    low = home["income"] < STANDARD * home["size"]
    dibao = home["gz"] and low and home["assets_ok"]
    margin = home["gz"] and not low and 2 * home["income"] <= 3 * STANDARD * home["size"] and home["assets_ok"]
    return {
        "dibao": dibao,
        "margin": margin,
        "living": home["gz"] and home["grade"] > 0 and (dibao or margin),
        "nursing": home["gz"] and home["grade"] in (1, 2),
        "longevity": home["gz"] and home["age"] >= 70,
    }


def openfisca() -> Decide:
    """The rules as OpenFisca variables of one household.

    Raises:
        ImportError: it is not installed.
    """
    from openfisca_core import periods, simulation_builder  # type: ignore[import-not-found]
    from openfisca_core.entities import build_entity  # type: ignore[import-not-found]
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]
    from openfisca_core.variables import Variable  # type: ignore[import-not-found]

    entity = build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([entity])

    def add(name: str, kind: type, formula: Any = None) -> None:
        body: dict[str, Any] = {
            "value_type": kind,
            "entity": entity,
            "definition_period": periods.DateUnit.MONTH,
            "label": name,
        }
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    for name, kind in {"gz": bool, "income": int, "size": int, "assets_ok": bool, "grade": int, "age": int}.items():
        add(name, kind)
    add("low", bool, lambda p, t: p("income", t) < STANDARD * p("size", t))
    add("dibao", bool, lambda p, t: p("gz", t) * p("low", t) * p("assets_ok", t))
    add(
        "margin", bool,
        lambda p, t: p("gz", t) * (1 - p("low", t)) * (2 * p("income", t) <= 3 * STANDARD * p("size", t)) * p("assets_ok", t),
    )  # fmt: skip
    add("living", bool, lambda p, t: p("gz", t) * (p("grade", t) > 0) * (p("dibao", t) + p("margin", t)))
    add("nursing", bool, lambda p, t: p("gz", t) * (p("grade", t) >= 1) * (p("grade", t) <= 2))
    add("longevity", bool, lambda p, t: p("gz", t) * (p("age", t) >= 70))

    def decide(home: Home) -> dict[str, bool | None]:
        given = {name: {"2026-11": value} for name, value in home.items() if value is not None}
        simulation = simulation_builder.SimulationBuilder().build_from_entities(system, {"persons": {"one": given}})
        return {name: bool(simulation.calculate(name, "2026-11")[0]) for name in NAMES}

    return decide


def zen() -> Decide:
    """The rules as one expression node of a JDM graph.

    Raises:
        ImportError: it is not installed.
    """
    from zen import ZenEngine  # type: ignore[import-not-found]

    expressions = {
        "low": f"income < {STANDARD} * size",
        "dibao": "gz and $.low and assets_ok",
        "margin": f"gz and not $.low and 2 * income <= {3 * STANDARD} * size and assets_ok",
        "living": "gz and grade > 0 and ($.dibao or $.margin)",
        "nursing": "gz and grade in [1, 2]",
        "longevity": "gz and age >= 70",
    }
    rows = [{"id": name, "key": name, "value": text} for name, text in expressions.items()]
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": rows}, "position": {"x": 1, "y": 0}},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "a", "type": "edge", "sourceId": "in", "targetId": "rules"},
            {"id": "b", "type": "edge", "sourceId": "rules", "targetId": "out"},
        ],
    }  # fmt: skip
    decision = ZenEngine().create_decision(json.dumps(graph))

    def decide(home: Home) -> dict[str, bool | None]:
        try:
            found = decision.evaluate(dict(home))["result"]
        except RuntimeError:
            return dict.fromkeys(NAMES)
        return {name: found.get(name) for name in NAMES}

    return decide
