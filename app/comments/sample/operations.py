"""Drawing a sample, and keeping what a person says of a comment in it."""

import uuid
from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.administration.accounts.operations import record
from app.comments.queue.corrections import label_blind
from app.comments.sample.frame import people_by_language
from app.comments.sample.models import ReadingSample, SampledPerson, SampleStratum
from app.comments.sample.queries import get_to_read, unlabelled
from app.extensions import db
from app.kernel.clock import now
from app.kernel.errors import Conflict, Refused
from app.statistics.drawing import allocated, in_drawn_order, new_seed
from app.statistics.prevalence import FEWEST_READ

MOST_DRAWN: Final = 2_000
NOBODY_LEFT: Final = (
    "There is nobody to draw. People can be drawn once all that they wrote was read in the queue "
    "and by the machine; each is drawn once."
)


def draw_reading_sample(*, people: int, actor: str) -> ReadingSample:
    """Draw people at random within each language, whose comments are then read blind.

    Small languages are drawn more than in proportion, up to the number from which shares can be
    corrected, so that they are in the sample.

    Args:
        people: how many; everybody where there are fewer.

    Raises:
        Refused: when so many cannot be drawn, or nobody can.
        Conflict: when somebody else drew some of them at the same moment.
    """
    if not 1 <= people <= MOST_DRAWN:
        raise Refused(f"Type a number of people from 1 to {MOST_DRAWN}, not {people}.")
    known = people_by_language()
    earlier = set(db.session.execute(select(SampledPerson.response_id)).scalars())
    free = {
        language: left
        for language, ids in known.items()
        if (left := [each for each in ids if each not in earlier])
    }
    if not free:
        raise Refused(NOBODY_LEFT)
    numbers = allocated({name: len(ids) for name, ids in free.items()}, people, FEWEST_READ)
    sample = ReadingSample(drawn_by=actor, seed=new_seed())
    _save(sample, free, numbers, {name: len(known[name]) - len(ids) for name, ids in free.items()})
    record(
        actor=actor,
        action="sample-draw",
        subject=str(sample.id),
        detail={"seed": sample.seed, "people": sum(numbers.values())},
    )
    return sample


def read_blind(
    *, comment_id: uuid.UUID, sentiment: str, themes: Collection[str], reader: uuid.UUID
) -> None:
    """Keep what a person says of a comment without having seen what the machine says.

    Raises:
        NotFound: when it is in no sample, or this reader may not read it.
        Conflict: when somebody else has read it meanwhile.
        Refused: when that is no sentiment, or one is no theme.
    """
    entry = get_to_read(comment_id, reader)
    label_blind(entry, sentiment=sentiment, themes=themes, reader=reader)
    if not unlabelled([entry.response.id]):
        person = db.session.get_one(SampledPerson, entry.response.id)
        person.read_at = now()


def _save(
    sample: ReadingSample,
    free: dict[str, list[uuid.UUID]],
    numbers: dict[str, int],
    earlier: dict[str, int],
) -> None:
    drawn = {
        language: in_drawn_order(ids, f"{sample.seed}:")[: numbers[language]]
        for language, ids in free.items()
    }
    # One order for all languages, so that whoever reads several meets them mixed.
    everybody = [(each, language) for language, ids in drawn.items() for each in ids]
    order = in_drawn_order((each for each, _ in everybody), f"{sample.seed}:order:")
    places = {each: place for place, each in enumerate(order, start=1)}
    try:
        with db.session.begin_nested():
            db.session.add(sample)
            db.session.flush()
            db.session.add_all(
                SampleStratum(
                    sample_id=sample.id,
                    language=language,
                    people=len(ids),
                    drawn=numbers[language],
                    earlier=earlier[language],
                )
                for language, ids in free.items()
            )
            db.session.add_all(
                SampledPerson(
                    response_id=each, sample_id=sample.id, language=language, place=places[each]
                )
                for each, language in everybody
            )
    except IntegrityError:
        raise Conflict("Somebody else drew a sample just now. Look at theirs first.") from None
