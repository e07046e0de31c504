"""What is refused about backups."""

from exchange.errors import ExchangeError


class BackupRefused(ExchangeError):
    """There can be no backup here, or not in this way."""

    code = "BACKUP_REFUSED"


class BackupDamaged(ExchangeError):
    """A backup is not what was written."""

    code = "BACKUP_DAMAGED"


class RestoreRefused(ExchangeError):
    """Something is there already that would be overwritten."""

    code = "RESTORE_REFUSED"


class LogFaulty(ExchangeError):
    """What was restored is what was backed up, and its access log was at fault by then."""

    code = "LOG_FAULTY"
