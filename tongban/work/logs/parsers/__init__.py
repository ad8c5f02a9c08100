"""Reading logs as streams of rows, whatever the format; what each column means is chosen afterwards."""
