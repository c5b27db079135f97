"""Reading comments: language, sentiment, themes and signals of each, always with how sure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from app.comments.machine.engine.calibration import Calibration
from app.comments.machine.engine.embedding import Encoder, Floats
from app.comments.machine.engine.feelings import Feelings
from app.comments.machine.engine.heads import SENTIMENTS, Heads, HeadScores, logistic
from app.comments.machine.engine.languages import UNKNOWN, language_of
from app.comments.machine.engine.local import LocalModel
from app.comments.machine.engine.own_head import OwnHead
from app.comments.machine.engine.themes import THEMES
from app.comments.machine.engine.wording import seen, with_question
from app.comments.machine.engine.words import WordModel

NOT_ASSESSED: Final = "not_assessed"
LIKELIEST: Final = "en"
"""By the figures of this language a guess is made where too little was written to know it."""

AT_ONCE: Final = 256
"""Of so many, enough are of one length to be read together."""


@dataclass(frozen=True)
class CommentInput:
    """A comment and what is known of it. `rating`: 1 very good to 5 very poor.

    `language`: the one in which the survey was answered.
    """

    text: str
    question: str = ""
    rating: int | None = None
    language: str | None = None


@dataclass(frozen=True)
class ReadTheme:
    """A theme that may be in a comment; only an assigned one is counted unless a person says so."""

    code: str
    probability: float
    is_assigned: bool
    sentiment: str


@dataclass(frozen=True)
class MachineLabels:
    """What was read in a comment.

    `sentiment` is `not_assessed` where the language was never evaluated or nothing is said.
    `is_sure`: the confidence reaches what was measured to be right often enough; never where too
    little was written to know the language.
    `harm`: how likely the comment reports harm, for its place in the queue.
    `chances`: of negative, neutral and positive, the best guess even where it is not assessed;
    None where nothing was ever measured.
    """

    language: str
    sentiment: str
    confidence: float
    is_sure: bool
    themes: tuple[ReadTheme, ...]
    harm: float
    embedding: Floats | None = field(repr=False, compare=False)
    chances: tuple[float, float, float] | None = None


class Reader:
    """Reads comments with one encoder and its heads; without an encoder it knows languages only."""

    def __init__(
        self,
        encoder: Encoder | None,
        heads: Heads | None,
        calibration: Calibration,
        *,
        words: WordModel | None = None,
        feelings: Feelings | None = None,
        local: LocalModel | None = None,
        own: tuple[str, OwnHead] | None = None,
    ) -> None:
        self._encoder, self._heads, self._calibration = encoder, heads, calibration
        self._words, self._feelings, self._local, self._own = words, feelings, local, own

    @property
    def version(self) -> str:
        """The version that its results carry."""
        if self._encoder is None:
            return "none"
        return self._own[0] if self._own else self._calibration.version

    def scored(
        self, comments: Sequence[CommentInput], embeddings: Floats
    ) -> tuple[Floats, Floats] | None:
        """What an own head is trained on: the shared layers, and the scores that it is added to.

        `embeddings`: what this version made of the comments when it read them. None without heads.
        """
        if self._heads is None:
            return None
        scores = self._scores(self._heads, comments, _languages(comments), embeddings)
        return self._heads.hidden(embeddings, [each.rating for each in comments]), scores.care

    def with_own(self, version: str, head: OwnHead) -> "Reader":
        """The same reader with an organisation's own head, under a version of its own."""
        return Reader(
            self._encoder,
            self._heads,
            self._calibration,
            words=self._words,
            feelings=self._feelings,
            local=self._local,
            own=(version, head),
        )

    def read(self, comments: Sequence[CommentInput]) -> list[MachineLabels]:
        """The labels of each comment, in their order; there is always one for each."""
        return [
            labels
            for start in range(0, len(comments), AT_ONCE)
            for labels in self._some(comments[start : start + AT_ONCE])
        ]

    def _some(self, comments: Sequence[CommentInput]) -> list[MachineLabels]:
        languages = _languages(comments)
        if self._encoder is None or self._heads is None:
            return [_unread(language) for language in languages]
        embeddings = self._encoder.embed(_texts(comments))
        scores = self._scores(self._heads, comments, languages, embeddings)
        return [
            self._one(comment, language, embeddings[row], scores.row(row))
            for row, (comment, language) in enumerate(zip(comments, languages, strict=True))
        ]

    def _scores(
        self,
        heads: Heads,
        comments: Sequence[CommentInput],
        languages: Sequence[str],
        embeddings: Floats,
    ) -> HeadScores:
        """What heads, words, a local model and an own head say of some comments."""
        ratings = [each.rating for each in comments]
        scores = heads.read(embeddings, ratings)
        if self._words:
            plain = [each.text for each in comments]
            asked = [each.question for each in comments]
            scores = self._words.joined(scores, plain, asked)
        if self._local:
            chosen = [self._local.speaks(self._as_in(each)) for each in languages]
            scores = self._local.instead(scores, _texts(comments), ratings, chosen)
        if self._own:
            added = self._own[1].added(heads.hidden(embeddings, ratings))
            scores = replace(scores, care=scores.care + added)
        return scores

    def _one(
        self, comment: CommentInput, language: str, embedding: Floats, scores: HeadScores
    ) -> MachineLabels:
        is_evaluated = self._calibration.is_evaluated(language)
        as_in = self._as_in(language)
        if not self._calibration.is_evaluated(as_in):
            return _unread(language, embedding)
        chances = self._calibration.sentiment(scores, as_in, is_care=bool(comment.question))
        negative, neutral, positive = (float(each) for each in chances)
        guessed = (negative, neutral, positive)
        if not is_evaluated and not _is_too_short_to_tell(comment.text, language):
            return replace(_unread(language, embedding), chances=guessed)
        best = int(chances.argmax())
        return MachineLabels(
            language=language,
            sentiment=SENTIMENTS[best],
            confidence=guessed[best],
            is_sure=is_evaluated and guessed[best] >= self._calibration.threshold(language),
            themes=self._themes(embedding, SENTIMENTS[best], scores, as_in),
            harm=float(logistic(scores.signal)[0, 0]),
            embedding=embedding,
            chances=guessed,
        )

    def _as_in(self, language: str) -> str:
        """The language by whose figures a comment is read."""
        return language if self._calibration.is_evaluated(language) else LIKELIEST

    def _themes(
        self, embedding: Floats, sentiment: str, scores: HeadScores, language: str
    ) -> tuple[ReadTheme, ...]:
        chances = logistic(scores.themes)[0]
        found = {
            code: float(chance)
            for code, chance in zip(THEMES, chances, strict=True)
            if chance >= self._calibration.theme(code, language).suggest
        }
        sentiments = self._sentiments_of(list(found), sentiment, embedding, scores)
        return tuple(
            ReadTheme(
                code,
                chance,
                chance >= self._calibration.theme(code, language).assign,
                sentiments[code],
            )
            for code, chance in sorted(found.items(), key=lambda each: -each[1])
        )

    def _sentiments_of(
        self, themes: list[str], whole: str, embedding: Floats, scores: HeadScores
    ) -> dict[str, str]:
        """Each theme's own sentiment; that of the whole where nothing says how themes are felt."""
        if self._feelings is None:
            return dict.fromkeys(themes, whole)
        felt = self._feelings.scores(embedding[None], scores.care)[0].argmax(axis=1)
        codes = list(THEMES)
        return {theme: SENTIMENTS[felt[codes.index(theme)]] for theme in themes}


def _languages(comments: Sequence[CommentInput]) -> list[str]:
    return [language_of(seen(each.text), _expected(each)) for each in comments]


def _expected(comment: CommentInput) -> str | None:
    """The language of the survey, or that of the question where only the question is known."""
    if comment.language or not comment.question:
        return comment.language
    asked = language_of(seen(comment.question))
    return None if asked == UNKNOWN else asked


def _is_too_short_to_tell(text: str, language: str) -> bool:
    """Whether there are words, but too few to say of what language they are."""
    return language == UNKNOWN and any(each.isalpha() for each in text)


def _texts(comments: Sequence[CommentInput]) -> list[str]:
    return [with_question(each.text, each.question) for each in comments]


def _unread(language: str, embedding: Floats | None = None) -> MachineLabels:
    return MachineLabels(language, NOT_ASSESSED, 0.0, False, (), 0.0, embedding)


def packed(embedding: Floats) -> bytes:
    """An embedding as it is stored."""
    return embedding.astype(np.float16).tobytes()


def unpacked(stored: bytes) -> Floats:
    """An embedding as it was stored."""
    return np.frombuffer(stored, np.float16).astype(np.float32)
