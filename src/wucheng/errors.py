"""What is said when something can't be taken in: a sentence that names it and the way out."""


class WuchengError(Exception):
    """A problem the user can mend. Its message is a full sentence, shown without a traceback."""


class Refused(WuchengError):
    """A page that was not taken in. The message becomes its line in rejected.csv."""


class LexiconError(WuchengError):
    """A lexicon that is missing or can't be read as a table."""


class ExtraError(WuchengError):
    """An optional part of the workbook that is not installed."""


class CorpusError(WuchengError):
    """A corpus folder that is missing, incomplete, or can't be written."""
