"""Sentences in the scripts that are printed, and what programs read of a PDF file."""

import io
import unicodedata
from functools import lru_cache

import pypdf
import pypdfium2

SENTENCES = {
    "en": "The office is fine – it’s 5 % (Rose House).",
    "cy": "Dywedwch wrthym (Rose House) beth yw eich barn, ŵyn a thŷ, 12.",
    "pa": "ਸਾਨੂੰ ਦੱਸੋ ਕਿ ਤੁਸੀਂ (Rose House) ਬਾਰੇ ਕੀ ਸੋਚਦੇ ਹੋ। ਫ਼ੋਨ 01632 960 003, ਪ੍ਰੀਤ ੧੨।",
    "gu": "અમને કહો કે તમે (Rose House) વિશે શું વિચારો છો. પ્રશ્ન ૧૨, 12, ક્ષમા કરો.",
    "bn": "আপনি কী ভাবছেন (Rose House) বলুন। প্রশ্ন ১২, কোন স্ত্রী, ক্ষমা, সম্পর্কে, র‍্যাব।",
    "hi": "हमें बताइए कि आप (Rose House) क्या सोचते हैं। प्रश्न १२, स्त्री, क्षमा, ज़रूर।",
    "ta": "நீங்கள் (Rose House) பற்றி என்ன நினைக்கிறீர்கள். கொள்கை 12, ஸ்ரீ, பௌர்ணமி.",
    "zh": "请告诉我们您对（Rose House）的看法。问题12，谢谢您！",
    "ur": "ہمیں بتائیں کہ آپ کیا سوچتے ہیں۔ اُردُو، مُحَمَّد، پتاً، 01632 960 003 پر، ۱۲ کیوں؟ و ب",
    "ar": "أَخْبِرْنَا بِرَأْيِكَ فِي الرِّعَايَةِ، لا أحد يستمع إلينا 12 جِدًّا",
}
RIGHT_TO_LEFT = ("ur", "ar")
UNSPACED = "zh"
"""The typesetter puts space between Chinese and Latin letters, and a line ends anywhere."""


def copied(pdf: bytes) -> str:
    """What Chromium's reader (PDFium) copies of all pages, composed, with single spaces."""
    return _plain(" ".join(_shown(pdf)))


def copied_pages(pdf: bytes) -> list[str]:
    """The same of each page."""
    return [_plain(each) for each in _shown(pdf)]


def _shown(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as made:
        return [page.get_textpage().get_text_range() for page in made]


@lru_cache(maxsize=4)
def read(pdf: bytes) -> str:
    """The same, as pypdf reads it; which takes so long that a file is read once for all tests."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return _plain(" ".join(page.extract_text() for page in pages))


def is_whole(language: str, pdf: bytes) -> bool:
    """Whether the language's sentence is read from a file as it was written.

    Of words from right to left, pypdf reads neighbours in the wrong order, though each whole.
    """
    readers = (copied,) if language in RIGHT_TO_LEFT else (copied, read)
    said, texts = SENTENCES[language], [reader(pdf) for reader in readers]
    if language == UNSPACED:
        said, *texts = ("".join(each.split()) for each in (said, *texts))
    return all(said in each for each in texts)


def _plain(text: str) -> str:
    """PDFium may see a line's end before a full stop behind one word, which is no harm."""
    return unicodedata.normalize("NFC", " ".join(text.split())).replace(" .", ".")
