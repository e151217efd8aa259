"""The ASGI application that uvicorn serves."""

import gc
import os
import warnings

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

from argmap.static_files import StaticFiles

# WhiteNoise hands parts of files out as plain iterators, which Django reads in a thread: slow, not wrong.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
application = StaticFiles(get_asgi_application())

# The pages are loaded now rather than with the first request. What is there stays: the collector need not look through
# it again each time that a large map makes many objects.
get_resolver().url_patterns  # noqa: B018  reading it loads them
gc.collect()
gc.freeze()
