"""What a person can act on: the message of each error is the sentence they will read."""


class ArchivistError(Exception):
    """Something the person at the keyboard can act on. Everything else is a bug and crashes."""


class NotFound(ArchivistError):
    """Nothing in the archive answers to the given id, name or place."""


class Refused(ArchivistError):
    """A file or value that cannot be taken in; the archive is unchanged."""


class Conflict(ArchivistError):
    """The present is not what the asked-for change was based on; nothing was written."""


class Locked(ArchivistError):
    """The archive does not open: wrong passphrase, or another program holds it."""


class BadQuery(ArchivistError):
    """A search that cannot be understood; the message names the word that is wrong."""


class Trouble(ArchivistError):
    """The machine stands in the way, not what was asked: a full disk, a busy file."""


class Damaged(ArchivistError):
    """Stored bytes are not what was written."""
