"""Helpers of projects and of people in need (帮办代办), with a written authorisation; imports hall, cases, offer, ground."""
