"""The WSGI application, for the server's processes."""

from app import create_app

application = create_app()
