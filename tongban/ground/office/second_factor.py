"""The second factor under the name that the office gave itself."""

from tongban.ground.office.values import bureau_name
from tongban.ground.people.sign_in import SecondFactor


class NamedSecondFactor(SecondFactor):
    """A second factor that a phone shows under the name of the bureau."""

    def get_totp_issuer(self) -> str:
        """Return the name that the phone shows."""
        return bureau_name()
