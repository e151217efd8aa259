"""The keys of a GraphML file: those of the source file, and those that new data need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.formats._extra import as_dict, as_list

_TYPES = {"main": "boolean", "implicit": "boolean", "confidence": "double", "strength": "double", "position": "int"}


class Keys:
    """The keys by what they are for and their name; ``bag`` is what was kept of the source file."""

    def __init__(self, bag: Mapping[str, Any]) -> None:
        self.known = [as_dict(as_dict(key).get("attributes")) for key in as_list(bag.get("keys"))]
        self.names = self._known_names()
        self.new: dict[tuple[str, str], str] = {}
        self.drawn = self._drawing_keys()
        self.used_drawings: set[str] = set()

    def key(self, domain: str, name: str) -> str:
        """The id of the key of data with this name of a node, edge or graph."""
        known = self.names.get((domain, name)) or self.new.get((domain, name))
        if known is None:
            known = f"{domain}_{name}"
            while known in self.names.values():
                known += "_"
            self.new[domain, name] = known
        return known

    def drawing(self, domain: str) -> str:
        """The id of the key of drawings of nodes or edges, which is declared from now on."""
        self.used_drawings.add(domain)
        return self.drawn[domain]

    def declarations(self) -> Iterator[str]:
        """The declarations of the keys that the source file does not have."""
        for (domain, name), id_ in self.new.items():
            kind = _TYPES.get(name, "string")
            yield f'<key id="{id_}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
        known = {str(key.get("id")) for key in self.known}
        for domain in sorted(self.used_drawings):
            if self.drawn[domain] not in known:
                yield f'<key id="{self.drawn[domain]}" for="{domain}" yfiles.type="{domain}graphics"/>'

    def name_of(self, element: Any, domain: str) -> str:
        """The name of the data in an element, empty where it holds none or a drawing."""
        found = as_dict(element)
        key = str(as_dict(found.get("attributes")).get("key", ""))
        if not str(found.get("tag", "")).endswith("data") or any(
            isinstance(p, dict) for p in as_list(found.get("content"))
        ):
            return ""
        return next((name for (of, name), id_ in self.names.items() if of == domain and id_ == key), key.lower())

    def _known_names(self) -> dict[tuple[str, str], str]:
        """(for, name in small letters) → id of the key in the source file."""
        found: dict[tuple[str, str], str] = {}
        for known in self.known:
            name = str(known.get("attr.name", "")).lower()
            for domain in ("node", "edge", "graph") if known.get("for", "all") == "all" else (known.get("for"),):
                found.setdefault((str(domain), name), str(known.get("id", "")))
        return found

    def _drawing_keys(self) -> dict[str, str]:
        ids = {str(known.get("id")) for known in self.known}
        found = {}
        for domain, kind in (("node", "nodegraphics"), ("edge", "edgegraphics")):
            given = (known.get("id") for known in self.known if known.get("yfiles.type") == kind)
            name = f"d_{domain}"
            while name in ids:
                name += "_"
            found[domain] = str(next(given, name))
        return found
