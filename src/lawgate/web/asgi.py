"""The entry for an ASGI server."""

from __future__ import annotations

import os
import warnings

from django.core.asgi import get_asgi_application

from lawgate.web import logs

# WhiteNoise hands files over as plain iterators; Django reads them whole under ASGI, which is right for files this small.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lawgate.web.settings")
application = get_asgi_application()
logs.configure(level=os.environ.get("LAWGATE_LOG", "warning"))
