"""Forms for deciding, following up, and saying who reads."""

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from app.comments.queue.clock import PARTS
from app.comments.queue.dispositions import ABUSE, DISPOSITIONS, PROMPTS, STEPS
from app.web.fields import TicksField, day_field, line_field, text_field
from app.web.forms import EditForm, Form

LOOK = "Check whether anybody could tell who wrote it, then tick that."
REASON = "Give a reason, in a few words."


class DecisionForm(Form):
    """What a comment asks for, and why."""

    disposition = RadioField(
        "What needs to happen?",
        choices={each.code: each.name for each in DISPOSITIONS.values()},
        validators=[DataRequired("Choose what needs to happen.")],
    )
    reason = text_field("Reason", needed=REASON, kind=StringField)
    categories = TicksField("Kind of abuse or neglect", choices=ABUSE)
    wishes = text_field(
        "What the person wants to happen, as far as it is known",
        "Sharing without consent is allowed where others are at risk, a crime may have"
        " been committed, or the person lacks capacity or is coerced.",
    )
    prompts = TicksField("To be done now", choices=PROMPTS)


class ConfirmForm(Form):
    """A second person agrees."""

    second_reason = text_field("Why you agree", needed=REASON, kind=StringField)


class StepForm(Form):
    """What was done about it."""

    kind = SelectField("What was done", choices=STEPS)
    whom = line_field("Whom", "For example: the council's adult safeguarding team.")
    reference = line_field("Reference", "Their number or name for it.")
    note = text_field("Note")


class ConflictForm(Form):
    """It is about a colleague who must not read it."""

    about = SelectField("It is about")
    conflict_reason = text_field("Why", needed=REASON, kind=StringField)


class QuoteForm(Form):
    """Words of a comment that reports may print."""

    quote_words = TextAreaField(
        "The words to quote",
        description="All of it, or what matters with “…” where you leave something out.",
        validators=[DataRequired("Choose the words to quote.")],
    )
    quote_english = TextAreaField(
        "The same in English", description="From the translation, shortened in the same way."
    )
    is_safe = BooleanField(
        "I have checked: neither staff nor others could tell from it who wrote it",
        validators=[DataRequired(LOOK)],
    )


class TranslationForm(Form):
    """What a comment says, in English."""

    english = TextAreaField(
        "In English",
        description="Your name stands beside it. Leave out names of people.",
        validators=[DataRequired("Write what the comment says in English.")],
        render_kw={"rows": 4},
    )


class ThemeForm(Form):
    """A theme of one's own."""

    name = StringField("Name of a new theme", validators=[DataRequired("Type a name.")])


class RotaForm(Form):
    """Give somebody a part in reading."""

    service = SelectField("Service")
    part = SelectField("Part", choices=PARTS)
    user = SelectField("Who")


class ReaderForm(EditForm):
    """What the queue has to know of a member of staff."""

    also_called = TextAreaField(
        "What comments may call this person",
        description="One on each line: first name, nickname, job title, also in the scripts that"
        " people write in. A comment that names them is read by somebody else.",
    )
    languages = TicksField("Languages they read, besides English")
    away_from = day_field("Away from")
    away_until = day_field("Away until, this day included")
