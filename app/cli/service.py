"""`ownwords service`: services, and who to turn to when somebody is not safe."""

from collections.abc import Callable
from typing import Any

import click

from app.cli.common import emit, json_option, with_database
from app.kernel.errors import NotFound


class _ContactOption(click.Option):
    """An option that is looked up what it is called when somebody asks for help."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and what it is for."""
        from app.administration.organisation.contact_names import contact_label

        self.help = f"{contact_label(str(self.name))}."
        return super().get_help_record(ctx)


def contact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add one option for each contact."""
    from app.administration.organisation.contact_names import CONTACTS

    for name in reversed(CONTACTS):
        option = f"--{name.replace('_', '-')}"
        command = click.option(option, name, cls=_ContactOption)(command)
    return command


@click.group()
def service() -> None:
    """Services, and who to turn to when somebody is not safe."""


@service.command("create")
@click.argument("name")
@contact_options
@json_option
@with_database
def create_command(name: str, as_json: bool, **contacts: str | None) -> None:
    """Add the service NAME. A contact that is left out is the organisation's."""
    from app.administration.accounts.operations import COMMAND_LINE, record
    from app.administration.organisation.operations import create_service
    from app.administration.organisation.queries import contacts_of

    added = create_service(name=name, contacts=contacts)
    record(actor=COMMAND_LINE, action="service-created", subject=added.name)
    _print(added.name, contacts_of(added), as_json)


@service.command("edit")
@click.argument("name")
@click.option("--name", "new_name", help="Another name for it.")
@contact_options
@json_option
@with_database
def edit_command(name: str, new_name: str | None, as_json: bool, **contacts: str | None) -> None:
    """Change the contacts of the service NAME; an empty one ("") is the organisation's again."""
    from app.administration.organisation.operations import edit_service
    from app.administration.organisation.queries import contacts_of, service_by_name

    found = service_by_name(name)
    if found is None:
        raise NotFound(f"There is no service '{name}'. See: ownwords service list")
    edited, changed = edit_service(
        service_id=found.id, name=new_name or found.name, contacts=_provided(contacts)
    )
    _record_change("service-edited", edited.name, changed)
    _print(edited.name, contacts_of(edited), as_json)


@service.command("organisation")
@click.option("--name", help="The organisation's name.")
@contact_options
@json_option
@with_database
def organisation_command(name: str | None, as_json: bool, **contacts: str | None) -> None:
    """Set the contacts that serve where a service has none of its own."""
    from app.administration.organisation.operations import edit_organisation
    from app.administration.organisation.queries import merged

    whole, changed = edit_organisation(name=name, contacts=_provided(contacts))
    _record_change("organisation-edited", whole.name, changed)
    _print(whole.name, merged(whole), as_json)


@service.command("list")
@json_option
@with_database
def list_command(as_json: bool) -> None:
    """All services."""
    from app.administration.organisation.queries import services_with_contacts

    found = services_with_contacts()
    emit(
        [_document(each.name, contacts) for each, contacts in found],
        as_json,
        "\n".join(_line(each.name, contacts) for each, contacts in found) or "No services yet.",
    )


def _provided(contacts: dict[str, str | None]) -> dict[str, str | None]:
    return {name: value for name, value in contacts.items() if value is not None}


def _record_change(action: str, subject: str, changed: tuple[str, ...]) -> None:
    from app.administration.accounts.operations import COMMAND_LINE, record

    if changed:
        record(
            actor=COMMAND_LINE, action=action, subject=subject, detail={"changed": list(changed)}
        )


def _document(name: str, contacts: Any) -> dict[str, Any]:
    return {"name": name, **contacts.document(), "missing": list(contacts.missing)}


def _line(name: str, contacts: Any) -> str:
    from app.administration.organisation.contact_names import contact_name

    missing = ", ".join(contact_name(each) for each in contacts.missing)
    return f"{name}: {'missing ' + missing if missing else 'contacts complete'}"


def _print(name: str, contacts: Any, as_json: bool) -> None:
    emit(_document(name, contacts), as_json, _line(name, contacts))
