"""What the pages of policies say of outcomes and conditions, in the reader's language."""

from django import template
from django.utils.safestring import SafeString

from tongban.ground.kit.templatetags.kit import light
from tongban.offer.policies.models import Match
from tongban.offer.policies.queries import language
from tongban.offer.policies.rules import ConditionFinding, Judgement, Outcome

register = template.Library()
TONES = {Outcome.MET: "green", Outcome.NOT_MET: "red", Outcome.UNKNOWN: "yellow"}


@register.filter
def in_words(finding: ConditionFinding) -> str:
    """Return how a condition stands, with the values used or what is missing."""
    return finding.sentence(language())


@register.simple_tag
def outcome(judgement: Judgement) -> SafeString:
    """Return what a policy says of an enterprise, in colour, sign and word."""
    return light(TONES[judgement.outcome], Match.Outcome(judgement.outcome.value).label)
