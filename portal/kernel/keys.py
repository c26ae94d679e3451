"""Numbers in addresses: a row's key, an item's place, none longer than a database can hold."""


class KeyConverter:
    """``<key:pk>`` in a route: a whole number of at most 18 digits.

    Django's ``int`` takes any length, and a number above 2^63 then breaks inside the database's
    driver (``OverflowError`` on SQLite). Such an address means nothing, so no route matches: 404.
    """

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value) -> str:
        """Its digits; ``ValueError`` for what is no number, so that ``reverse`` refuses it."""
        return str(int(value))
