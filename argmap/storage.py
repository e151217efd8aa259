"""Static files with hashed names, also inside the ``import`` lines of our ES modules; our comments are not served."""

import re
from collections.abc import Callable

from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_CSS, _SOURCE_MAP_OF_JS = ManifestFilesMixin.patterns
_IMPORTS_OF_JS = ManifestFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # Django's, not in its stubs
# A comment that has its lines for itself; a fifth of what a page transfers. Kept while ARGMAP_DEBUG is on.
_COMMENT = r"(?ms)^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)[ \t]*\n"
_COMMENT_IN_CSS = r"(?ms)^[ \t]*/\*.*?\*/[ \t]*\n"
_INDENT = r"(?m)^[ \t]+"
_NOTHING = ""


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types here
    """Rewrites addresses in every style sheet, and imports in our own modules only.

    Packages' scripts are bundles: their comments look like imports, and their source maps are not served.
    """

    patterns = (
        (_CSS[0], tuple(pattern for pattern in _CSS[1] if "sourceMappingURL" not in str(pattern))),
        ("css/*.css", ((_COMMENT_IN_CSS, _NOTHING), (_INDENT, _NOTHING))),
        ("js/*.js", ((_COMMENT, _NOTHING), *_IMPORTS_OF_JS[1])),
    )
    manifest_strict = True
    max_post_process_passes = 20  # as deep as a chain of imports may be; a circle has no end

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        """What stands for a match of ``patterns``."""
        if template == _NOTHING:
            return lambda _: _NOTHING
        converter: Callable[[re.Match[str]], str] = super().url_converter(name, hashed_files, template)
        return converter
