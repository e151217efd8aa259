"""Static files with hashed names, also inside the ``import`` lines of our ES modules."""

from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_CSS, _SOURCE_MAP_OF_JS = ManifestFilesMixin.patterns
_IMPORTS_OF_JS = ManifestFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # not in the stubs  # type: ignore[attr-defined]  # Django's, not in its stubs


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types here
    """Rewrites addresses in every style sheet, and imports in our own modules only.

    Packages' scripts are bundles: their comments look like imports, and their source maps are not served.
    """

    patterns = (
        (_CSS[0], tuple(pattern for pattern in _CSS[1] if "sourceMappingURL" not in str(pattern))),
        ("js/*.js", _IMPORTS_OF_JS[1]),
    )
    manifest_strict = True
    max_post_process_passes = 20  # as deep as a chain of imports may be; a circle has no end
