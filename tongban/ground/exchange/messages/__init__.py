"""Messages: who is told what, in the inbox, by SMS, e-mail and webhook. Everything is told after the act is committed."""
