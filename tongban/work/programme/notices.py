"""Who is told what of programmes: the hosts of a broadcast to come, the editors of one that is over."""

from tongban.ground.exchange.messages.notices import Notice, Notices

NOTICES = Notices(
    "programme",
    "tongban.work.programme.readers.READERS",
    #      move        whom       with which text
    Notice("announce", "hosts", "programme_announced"),
    Notice("end", "editors", "programme_ended"),
    Notice("cancel", "hosts", "programme_cancelled"),
    Notice("cancel", "editors", "programme_cancelled"),
)
