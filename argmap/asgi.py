"""The ASGI application that uvicorn serves."""

import gc
import os
import warnings

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

# WhiteNoise hands files out as plain iterators, which Django reads in a thread: slower than it could be, not wrong.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
application = get_asgi_application()

# The pages are loaded now rather than with the first request. What is there stays: the collector need not look through
# it again each time that a large map makes many objects.
get_resolver().url_patterns  # noqa: B018  reading it loads them
gc.collect()
gc.freeze()
