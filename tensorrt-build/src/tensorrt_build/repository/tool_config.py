"""Writes the parts of a tool's config.pbtxt that follow from something else.

The tensors of all tools come from chatbrush_models/edit_contract.json, one more for each option of
`chatbrush.options` that it does not name, less the outputs that need a parameter (`with`) which the
tool lacks, in other shapes where it has a parameter that says so (`dims_with`), as often as a
parameter says (`repeated`: name_1, name_2 …), and the list that `chatbrush.looks_from` points to is
published as `chatbrush.looks`. Everything else, comments included, stays as people wrote it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tensorrt_build.errors import BuildError
from tensorrt_build.repository.model_config import ModelConfig, read_config

CONTRACT = Path("chatbrush_models", "edit_contract.json")
OPTIONS = "chatbrush.options"
LOOKS_FROM = "chatbrush.looks_from"
PUBLISHED = ("id", "en", "ko")
# A repeated field of messages, one a line; and a parameter whose string spans lines.
TENSORS = re.compile(r"^(?:input|output) \[\n(?:  .*\n)*\]\n", re.MULTILINE)
LOOKS = re.compile(
    r'^parameters \{ key: "chatbrush\.looks" value: \{ string_value:(?:\n  .*)* *.*\} \}\n',
    re.MULTILINE,
)
POLICY = re.compile(r"^model_transaction_policy .*\n", re.MULTILINE)


def completed(folder: Path) -> str:
    """Text of a tool's config.pbtxt with its derived parts as they should be.

    folder: the tool's, in a repository with chatbrush_models. Errors: BuildError.
    """
    path = folder / "config.pbtxt"
    config = read_config(path)
    text = TENSORS.sub("", path.read_text(encoding="utf-8"))
    policy = POLICY.search(text)
    if policy is None:
        raise BuildError(
            f"{path}: a tool has the line model_transaction_policy {{ decoupled: true }}"
        )
    text = text[: policy.end()] + _tensors(config, folder.parent) + text[policy.end() :]
    return _with_looks(text, config, folder.parent)


def complete(repository: Path) -> list[str]:
    """Bring the tools' configurations up to date in place; returns the names of those changed."""
    changed = []
    for path in sorted(repository.glob("*/config.pbtxt")):
        if read_config(path).is_tool:
            text = completed(path.parent)
            if text != path.read_text(encoding="utf-8"):
                path.write_text(text, encoding="utf-8")
                changed.append(path.parent.name)
    return changed


def _tensors(config: ModelConfig, repository: Path) -> str:
    contract = _json(repository / CONTRACT)
    fixed = {tensor["name"] for tensor in contract["inputs"]}
    own = [
        _option_tensor(config, option, contract["option_types"])
        for option in _options(config)
        if option.get("name") not in fixed
    ]
    outputs = [
        tensor
        for tensor in contract["outputs"]
        if "with" not in tensor or tensor["with"] in config.parameters
    ]
    inputs = [
        _shaped(each, config) for tensor in contract["inputs"] for each in _repeated(tensor, config)
    ]
    outputs = [_shaped(tensor, config) for tensor in outputs]
    return _block("input", [*inputs, *own]) + _block("output", outputs)


def _repeated(tensor: dict[str, Any], config: ModelConfig) -> list[dict[str, Any]]:
    parameter = tensor.get("repeated")
    if parameter is None:
        return [tensor]
    text = config.parameters.get(parameter, "0")
    if not text.isdecimal():
        raise BuildError(f"{config.name}: '{parameter}' must be a whole number, got '{text}'")
    return [{**tensor, "name": f"{tensor['name']}_{number}"} for number in range(1, int(text) + 1)]


def _shaped(tensor: dict[str, Any], config: ModelConfig) -> dict[str, Any]:
    for parameter, dims in tensor.get("dims_with", {}).items():
        if parameter in config.parameters:
            return {**tensor, "dims": dims}
    return tensor


def _options(config: ModelConfig) -> list[dict[str, Any]]:
    text = config.parameters.get(OPTIONS, "[]")
    try:
        options = json.loads(text)
    except ValueError as error:
        raise BuildError(f"{config.name}: parameter '{OPTIONS}' is no JSON: {error}") from None
    if not isinstance(options, list) or not all(isinstance(option, dict) for option in options):
        raise BuildError(f"{config.name}: parameter '{OPTIONS}' must be a list of objects")
    return options


def _option_tensor(
    config: ModelConfig, option: dict[str, Any], types: dict[str, str]
) -> dict[str, Any]:
    kind = option.get("type")
    if kind not in types:
        raise BuildError(
            f"{config.name}: 'type' of the option '{option.get('name')}' must be one of "
            f"{', '.join(types)}, got '{kind}'"
        )
    return {"name": option["name"], "data_type": types[kind], "dims": [1], "optional": True}


def _block(field: str, tensors: list[dict[str, Any]]) -> str:
    lines = ",\n".join(f"  {_tensor(tensor)}" for tensor in tensors)
    return f"{field} [\n{lines}\n]\n"


def _tensor(tensor: dict[str, Any]) -> str:
    dims = ", ".join(str(size) for size in tensor["dims"])
    optional = " optional: true" if tensor.get("optional") else ""
    name, kind = tensor["name"], tensor["data_type"]
    return f'{{ name: "{name}" data_type: {kind} dims: [ {dims} ]{optional} }}'


def _with_looks(text: str, config: ModelConfig, repository: Path) -> str:
    source = config.parameters.get(LOOKS_FROM)
    if source is None:
        return text
    looks = [
        json.dumps({key: look[key] for key in PUBLISHED}, ensure_ascii=False)
        for look in _json(repository / source)
    ]
    lines = ",'\n  ' ".join(_escaped(look) for look in looks)
    value = f"\n  '[{lines}]'"
    parameter = f'parameters {{ key: "chatbrush.looks" value: {{ string_value:{value} }} }}\n'
    return LOOKS.sub("", text) + parameter


def _escaped(text: str) -> str:
    """For a string of protobuf's text format in single quotes."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _json(path: Path) -> Any:  # noqa: ANN401 - JSON is any shape
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: cannot be read: {error}") from error
