"""The live programme (政风热线·市长上线): questions from the public, answered on air; imports hotline, offer and ground."""
