"""Source hashes: whether a translation was made from the wording that now stands in the source."""

from pathlib import Path

from app.kernel.localised import Wording, english_name, source_hash


def source_fault(given: str | None, source: Wording, language: str, path: Path) -> str | None:
    """What is wrong with the hash beside a translation into ``language`` in the file ``path``."""
    current = source_hash(source)
    if given == current:
        return None
    speaker = f"ask a speaker of {english_name(language)} to check it"
    command = f"ownwords survey stamp {path} --language {language}"
    if given is None:
        return (
            f"does not say which source it was made from; {speaker}, then run '{command}'"
            f" (which adds source: {current})"
        )
    return (
        f"was made from an older source ({given}, now {current}); {speaker}, then run '{command}'"
    )
