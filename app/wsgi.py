"""The application as a plain WSGI one, for any server that waits for whole requests itself."""

import os

from app import create_app
from app.kernel.files import hold

os.umask(0o077)
application = create_app()
hold(application.config["OWNWORDS"].data)
