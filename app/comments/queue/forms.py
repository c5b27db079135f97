"""Forms for deciding, following up, and saying who reads."""

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.collection.events.forms import TicksField
from app.collection.links.forms import PlainDateField
from app.comments.queue.cases import LINE_LIMIT, TEXT_LIMIT
from app.comments.queue.clock import PARTS
from app.comments.queue.dispositions import ABUSE, DISPOSITIONS, PROMPTS, STEPS
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
    reason = StringField("Reason", validators=[DataRequired(REASON), Length(max=TEXT_LIMIT)])
    categories = TicksField("Kind of abuse or neglect", choices=ABUSE)
    wishes = TextAreaField(
        "What the person wants to happen, as far as it is known",
        description="Sharing without consent is allowed where others are at risk, a crime may have"
        " been committed, or the person lacks capacity or is coerced.",
        validators=[Length(max=TEXT_LIMIT)],
    )
    prompts = TicksField("To be done now", choices=PROMPTS)


class ConfirmForm(Form):
    """A second person agrees."""

    second_reason = StringField(
        "Why you agree", validators=[DataRequired(REASON), Length(max=TEXT_LIMIT)]
    )


class StepForm(Form):
    """What was done about it."""

    kind = SelectField("What was done", choices=STEPS)
    whom = StringField(
        "Whom",
        description="For example: the council's adult safeguarding team.",
        validators=[Length(max=LINE_LIMIT)],
    )
    reference = StringField(
        "Reference", description="Their number or name for it.", validators=[Length(max=LINE_LIMIT)]
    )
    note = TextAreaField("Note", validators=[Length(max=TEXT_LIMIT)])


class ConflictForm(Form):
    """It is about a colleague who must not read it."""

    about = SelectField("It is about")
    conflict_reason = StringField("Why", validators=[DataRequired(REASON), Length(max=TEXT_LIMIT)])


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
    away_from = PlainDateField("Away from", validators=[Optional()])
    away_until = PlainDateField("Away until, this day included", validators=[Optional()])
