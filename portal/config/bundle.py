"""Static files for production: hashed, compressed, and the style sheets joined into one request."""

import re

from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/main.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?;')
CHARSET = re.compile(r'@charset "[^"]*";')
REMARK = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)  # a licence, "/*!", stays
INDENT = re.compile(r"\n\s*")
SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( \*/)?")


class BundledStorage(CompressedManifestStaticFilesStorage):
    """As its parent, but ``css/main.css`` carries its imports, so that a phone asks once."""

    def post_process(self, paths, dry_run=False, **options):
        """Join the sheets before their names are hashed; drop the maps that no one ships."""
        if not dry_run:
            paths = paths | {name: (self, name) for name in paths if self._prepared(name)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _prepared(self, name: str) -> bool:
        """Whether our copy of this file now differs from its source."""
        if name == ENTRY:
            self._rewrite(name, self.joined())
            return True
        if not name.startswith("vendor/") or not name.endswith((".css", ".js")):
            return False
        text, maps = SOURCE_MAP.subn("", self._read(name))
        if maps:
            self._rewrite(name, text)
        return bool(maps)

    def joined(self) -> str:
        """The entry sheet with every import in its place, ours without remarks and indents."""

        def inline(match: re.Match) -> str:
            address, layer = match.groups()
            name = f"css/{address}" if not address.startswith("../") else address[3:]
            text = CHARSET.sub("", SOURCE_MAP.sub("", self._read(name)))
            if not name.startswith("vendor/"):
                text = INDENT.sub("\n", REMARK.sub("", text))
            return f"@layer {layer} {{\n{text}\n}}" if layer else text

        return IMPORT.sub(inline, self._read(ENTRY))

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return file.read().decode("utf-8")

    def _rewrite(self, name: str, text: str) -> None:
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
