"""The command line: `ownwords …`. Exit 0: done; 1: refused, and why; 2: wrong usage."""

import os

import click

from app.cli.action import action
from app.cli.analysis import analysis
from app.cli.audit import audit
from app.cli.comments import comments
from app.cli.demo import demo
from app.cli.event import event
from app.cli.evidence import evidence
from app.cli.framework import framework
from app.cli.keys import keys
from app.cli.link import link
from app.cli.policy import policy
from app.cli.printing import booklet, poster
from app.cli.responses import responses
from app.cli.serve import serve
from app.cli.service import service
from app.cli.survey import survey
from app.cli.training import training
from app.cli.user import user
from app.cli.worker import worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Own Words: hear what people say of a care service, in their own words."""
    # Whatever a command makes is for the account that it runs under, and for nobody else.
    os.umask(0o077)


COMMANDS = (
    *(serve, worker, demo, survey, link, poster, booklet, event, responses, comments, analysis),
    *(service, keys, user, framework, evidence, action, audit, training, policy),
)
for command in COMMANDS:
    main.add_command(command)
