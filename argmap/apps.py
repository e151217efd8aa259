from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ArgmapConfig(AppConfig):
    name = "argmap"
    verbose_name = "Argmap"
    default_auto_field = "django.db.models.BigAutoField"


class ServedStaticFiles(StaticFilesConfig):
    """Collects only what a page asks for: half of the first start's time would go into compressing the rest."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",  # the API's pages are Swagger UI
        "rest_framework",  # the browsable API, which is switched off
        "*.map",
        "ht*-4*.js",  # htmx 4 and what belongs to it; we use htmx 2
        "hx-*-4*.js",
    ]
