"""kg: an entity and relationship knowledge graph from news articles.

From Python: `kg.extract`, `kg.build_graph`, `kg.write_graph`, `kg.show`, `kg.view` and `kg.ask` (docs/python.md).
They are loaded when first used, so that `import kg` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.interface import ask, build_graph, extract, show, view, write_graph

__version__ = "0.1.0"
__all__ = ["__version__", "ask", "build_graph", "extract", "show", "view", "write_graph"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the module has
    """One of the functions of kg.interface."""
    if name in __all__:
        return getattr(import_module("kg.interface"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What there is, also before it is loaded."""
    return sorted({*globals(), *__all__})
