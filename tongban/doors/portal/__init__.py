"""The public at the counter window of the account: published reports for citizens; reads evaluation, writes nothing."""
