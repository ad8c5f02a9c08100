"""A bureau to look at: invented people, the published figures of 2022 as printed and as a corrected example."""
