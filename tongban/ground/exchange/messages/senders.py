"""How messages are sent from the outbox: worked out for their readers, then carried out by each channel."""

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.actions import CODE, new_code
from tongban.ground.exchange.messages.choices import Address, address_of
from tongban.ground.exchange.messages.kinds import EMAIL, SMS, WEBHOOK
from tongban.ground.exchange.messages.models import Contact, Message, is_chinese
from tongban.ground.exchange.messages.notices import TELL, visible_among
from tongban.ground.exchange.messages.notify import notify_of_entry
from tongban.ground.exchange.messages.ports import Sending, port_of
from tongban.ground.exchange.messages.sms import sms_of, without_numbers
from tongban.ground.exchange.outbox import Outgoing, sender
from tongban.ground.office.values import bureau_name, sms_sign


@sender(TELL, label=_("Telling those concerned"), shown=("room", "entry"))
def tell(outgoing: Outgoing) -> None:
    """Work out who is told, write their inbox, and put what goes by other channels into the outbox."""
    notify_of_entry(str(outgoing.payload["room"]), int(outgoing.payload["entry"]))


@sender(f"messages.{SMS}", label=_("SMS"), shown=("message",))
def send_sms(outgoing: Outgoing) -> None:
    """Send a message's short text as SMS."""
    found = _still_to_send(outgoing, SMS)
    if found:
        message, to = found
        short = message.short if is_chinese(to.language) else message.short_en
        text = sms_of(short, sign=sms_sign(), link=_address(message))
        port_of(SMS).send(Sending(to.address, "", text, outgoing.key))


@sender(f"messages.{EMAIL}", label=_("E-mail"), shown=("message",))
def send_email(outgoing: Outgoing) -> None:
    """Send a message by e-mail, in the reader's language."""
    found = _still_to_send(outgoing, EMAIL)
    if found:
        message, to = found
        chinese = is_chinese(to.language)
        title, text = (message.title, message.text) if chinese else (message.title_en, message.text_en)
        body = f"{text}\n\n{_address(message)}\n\n{bureau_name()}\n"
        port_of(EMAIL).send(Sending(to.address, without_numbers(title), without_numbers(body), outgoing.key))


@sender(f"messages.{WEBHOOK}", label=_("Work chat"), shown=("message",))
def send_to_chat(outgoing: Outgoing) -> None:
    """Post the title and a link to the work chat: what it says of people stays in the house."""
    found = _still_to_send(outgoing, WEBHOOK)
    if found:
        message, to = found
        sending = Sending(to.address, without_numbers(message.short), _address(message), outgoing.key)
        port_of(WEBHOOK).send(sending)


def _still_to_send(outgoing: Outgoing, channel: str) -> tuple[Message, Address] | None:
    """Return the message and where to, unless its reader is gone, reached there no more, or may no longer see it."""
    message = Message.objects.select_related("reader").filter(pk=outgoing.payload["message"]).first()
    if message is None or not message.reader.is_active:
        return None
    about = (message.room, message.subject)
    to = address_of(message.reader_id, channel)
    return (message, to) if to and about in visible_among(message.reader, [about]) else None


def _address(message: Message) -> str:
    return f"{settings.PUBLIC_ADDRESS}/messages/{message.pk}/"


@sender(CODE, label=_("Code for an e-mail address"), shown=("contact",))
def send_code(outgoing: Outgoing) -> None:
    """Send a code to an address that somebody says is theirs; each attempt has a code of its own."""
    contact = Contact.objects.filter(pk=outgoing.payload["contact"], verified_at=None).first()
    if contact is not None:
        with override(contact.language):
            code = new_code(contact)
            title = gettext("Your code: %(code)s") % {"code": code}
            text = gettext(
                "Enter this code within ten minutes to receive messages of %(bureau)s here. "
                "If you did not ask for it, nothing has to be done."
            ) % {"bureau": bureau_name()}
        port_of(EMAIL).send(Sending(contact.address, title, f"{text}\n", outgoing.key))
