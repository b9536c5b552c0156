"""Options of a command that belong together, as one value: a field an option."""

import dataclasses
import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def spread(name: str, kind: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command an option for every field of a dataclass in place of its parameter `name`.

    Typer reads a command's options from its signature; this writes them there from the fields,
    which must be annotated as options are and have defaults.
    """
    hints = get_type_hints(kind, include_extras=True)
    fields = list(dataclasses.fields(kind))
    options = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=field.default,
            annotation=hints[field.name],
        )
        for field in fields
    ]

    def with_fields(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def called(**given: Any) -> None:  # noqa: ANN401
            values = {field.name: given.pop(field.name) for field in fields}
            command(**given, **{name: kind(**values)})

        own = get_type_hints(command, include_extras=True)
        parameters = []
        for parameter in inspect.signature(command).parameters.values():
            if parameter.name == name:
                parameters += options
            else:
                parameters.append(parameter.replace(annotation=own[parameter.name]))
        del called.__wrapped__
        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        called.__annotations__ = {p.name: p.annotation for p in parameters}
        return called

    return with_fields
