"""The pages on which the system administrator keeps staff and rights; they stand on the kit and on people."""
