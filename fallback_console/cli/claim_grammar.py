"""What may be typed after ``claim``."""

from __future__ import annotations

from fallback_console.cli.grammar import Grammar

__all__ = ["add_claim"]


def add_claim(grammar: Grammar) -> None:
    """The command with all its parts."""
    claim = grammar.add_several(
        "claim",
        "say who is on which customer, so that two of you do not ring one",
        "claim",
        "claim take 48213",
        "claim hand-over 48213 haruka",
    )
    listed = claim.add(
        "list", "claiming:list_all", "list claims, the newest first", "claim list --all", shown_as="claim"
    )
    listed.add_argument("--all", action="store_true", help="those that count no more too")
    listed.add_argument("--limit", type=int, default=200, help="at most so many; 200")
    for name, handler, help_, example in (
        ("take", "claiming:take", "the customer of a case is yours now", "claim take 48213"),
        ("release", "claiming:release", "let go of the customer of a case", "claim release 48213"),
        ("ask", "claiming:ask", "ask whoever has the customer to hand them over", "claim ask 48213"),
        ("accept", "claiming:accept", "say yes to an offer, or to who asks for yours", "claim accept 48213"),
        ("decline", "claiming:decline", "say no to an offer, or to who asks for yours", "claim decline 48213"),
    ):
        one = claim.add(name, handler, help_, example, shown_as="claim")
        one.add_argument("case", metavar="CASE", help="number, temporary number or key")
    hand = claim.add(
        "hand-over", "claiming:hand_over", "offer it to somebody else", "claim hand-over 48213 haruka", shown_as="claim"
    )
    hand.add_argument("case", metavar="CASE", help="number, temporary number or key")
    hand.add_argument("to", metavar="LOGIN", help="who is to have the customer")
