"""What every page shows of the office: its name and its logo."""

from django.http import HttpRequest
from django.urls import reverse

from tongban.ground.office.values import bureau_name, value_of


def office(request: HttpRequest) -> dict[str, str]:
    """Return the name of the bureau and where its logo is."""
    logo = value_of("bureau.logo")
    return {
        "bureau_name": bureau_name(),
        "bureau_logo": reverse("settings:logo", args=[logo]) if logo else "",
    }
