"""The ASGI application that uvicorn serves."""

import os
import warnings

from django.core.asgi import get_asgi_application

# WhiteNoise hands files out as plain iterators, which Django reads in a thread: slower than it could be, not wrong.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
application = get_asgi_application()
