"""A rule set as the YAML its authors read: short things on one line, texts as they are, no references."""

from __future__ import annotations

from typing import Any

import yaml

from sync.publisher.ruleset_files import RuleFile, plain


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as the base class has it
        """Never ``&`` and ``*``: sources may not hold them."""
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # What only YAML 1.1 takes for something else (off, 1_000) is quoted too, which is right in every YAML.
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _odd(text) else None)


def _odd(text: str) -> bool:
    return text != text.strip() or "\n" in text or text[:1] in "=~" or text == ""


_Dumper.add_representer(str, _text)


def yaml_of(file: RuleFile, *, head: str = "") -> str:
    """The text of the file.

    Args:
        file: a rule set.
        head: comment lines to begin with.
    """
    body = yaml.dump(
        plain(file), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110, indent=2
    )
    return head + body
