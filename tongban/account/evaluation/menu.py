"""What the performance year puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "performance",
        50,
        _("Performance years"),
        "evaluation:years",
        "report-analytics",
        ("account.read", "account.read_all", "account.review"),
    ),
    NavigationEntry(
        "performance",
        60,
        _("Imported reports"),
        "evaluation:imports",
        "file-import",
        ("account.read", "account.read_all"),
    ),
)
