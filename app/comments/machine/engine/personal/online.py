"""E-mail addresses, also as they are spoken, and names that people have on social media."""

import re
from collections.abc import Iterator
from typing import Final

from app.comments.machine.engine.personal.numbers import LETTER, Found
from app.comments.machine.engine.personal.wordlists import listed

DOT: Final = r"(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?|\sdot\s)"
AT: Final = r"(?:@|\s?[(\[]\s?(?:at|malpa|arroba)\s?[)\]]\s?|\s(?:at|malpa|arroba)\s)"
EMAIL: Final = re.compile(
    rf"(?:(?:{LETTER}|[+-]){{1,64}}{DOT}){{0,3}}(?:{LETTER}|[+-]){{1,64}}{AT}(?:[\w-]{{1,63}}{DOT}){{1,4}}"
    r"(?:com|org|net|info|[a-z]{2})\b"
)
SITES: Final = (
    "facebook|fb|instagram|insta|twitter|x|tiktok|snapchat|linkedin|youtube|threads|vk|t|wa|m"
)
ADDRESS: Final = re.compile(
    rf"(?<![\w.@])(?:https?://)?(?:www\.|m\.)?(?:{SITES})\.(?:com|me|net)/[@\w./?=\-]{{2,80}}(?<![.?])"
)
AT_NAME: Final = re.compile(r"(?<![\w@.])@(?P<name>[a-z_][\w.]{1,29})(?<!\.)")
NO_NAMES: Final = listed("not_online_names")
PLATFORM: Final = re.compile(
    r"(?:insta(?:gram)?|snap(?:chat)?|facebook|fb|twitter|tiktok|telegram|whatsapp|messenger|discord"
    r"|wechat|viber|skype|微信号?|انستغرام|فيسبوك|فيس بوك|فيس بك|تلگرام|تليغرام|телеграм|інстаграм"
    r"|вайбер|ਇੰਸਟਾਗ੍ਰਾਮ|ਫੇਸਬੁੱਕ|ফেসবুক|ইনস্টাগ্রাম|ફેસબુક|ઇન્સ્ટાગ્રામ)"
    r"(?:\s|:|=|是|\b(?:is|name|id|handle|user|account|to|e|am|as|yw|waa|hai|es)\b){1,5}"
    r"(?P<name>[a-z][\w.]{0,15}[_\d.][\w.]{0,15})(?<!\.)"
)


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses: “mair@example.org”, “mair at example dot com”."""
    if "@" in text or "dot" in text or "malpa" in text or "arroba" in text:
        for match in EMAIL.finditer(text):
            yield "email", *match.span()


def handles(text: str) -> Iterator[Found]:
    """Names on social media: after @, as the address of a page, or after the platform's name."""
    if "@" in text:
        for match in AT_NAME.finditer(text):
            if match["name"] not in NO_NAMES:
                yield "handle", *match.span()
    if "/" in text:
        for match in ADDRESS.finditer(text):
            yield "handle", *match.span()
    for match in PLATFORM.finditer(text):
        yield "handle", *match.span("name")
