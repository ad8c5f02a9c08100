"""Inspection of the hotline: samples, quality, leads, the evaluation standard; imports hotline, offer, ground."""
