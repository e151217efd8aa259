"""The WSGI application, for servers that want one."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
application = get_wsgi_application()
