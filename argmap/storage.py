"""Static files with hashed names, also inside the ``import`` lines of our ES modules."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types here
    support_js_module_import_aggregation = True
    manifest_strict = True
