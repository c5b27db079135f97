"""The application as `ownwords serve` runs it: behind a front that reads each request whole."""

from app.kernel.processes import end_with_parent
from app.web.front import Front
from app.wsgi import application as answering

end_with_parent()
application = Front(answering)
