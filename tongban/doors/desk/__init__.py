"""The officer's desk: the welcome page and the work list that joins the rooms; imports account and ground."""
