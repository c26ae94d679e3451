"""Chinese text cut into overlapping pairs, so that two characters can be found by an index."""

import re
import unicodedata

# Han incl. the rare planes, kana left out: what stands together is cut into pairs.
_RUNS = re.compile(
    "([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]+)|([0-9a-z]+)"
)


def text_fold(text: str) -> str:
    """``text`` as it is compared: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def bigrams(text: str) -> str:
    """The index words of ``text``, once each, separated by blanks.

    Han runs give overlapping pairs and their single characters' last one ("明通巷" → "明通 通巷
    巷"), so that one character can be found as the beginning of a word; other runs stay whole.
    """
    words: dict[str, None] = {}
    for han, plain in _RUNS.findall(text_fold(text)):
        if plain:
            words[plain] = None
        else:
            for start in range(len(han)):
                words[han[start : start + 2]] = None
    return " ".join(words)


def query_words(text: str) -> list[str]:
    """The index words that every match of ``text`` must hold; a lone character means "begins
    with" and is given with a trailing ``*``. [] when nothing in ``text`` can be searched."""
    words: dict[str, None] = {}
    for han, plain in _RUNS.findall(text_fold(text)):
        if plain:
            words[f"{plain}*"] = None
        elif len(han) == 1:
            words[f"{han}*"] = None
        else:
            for start in range(len(han) - 1):
                words[han[start : start + 2]] = None
    return list(words)
