"""What the example's courses are about and how one gets into its venues; made up, like everything in it."""

from __future__ import annotations

# What the programme says of each course: tier, who it is for, minutes, and what they will be able to do afterwards.
ABOUT: dict[str, tuple[str, str, int, tuple[str, ...]]] = {
    "NEG": ("Advanced and specialist", "Everyone who works with families", 180, (
        "Name the four forms of neglect and what a child living with each of them may show",
        "Use the neglect screening tool together with a family",
        "Say what their own agency does next, and by when",
    )),
    "EXP": ("Advanced and specialist", "Practitioners who work with children over ten and their carers", 420, (
        "Recognise grooming, debt and coercion in what a child says and does",
        "Explain why a child who is exploited has not chosen it",
        "Share intelligence so that it can be used",
    )),
    "MCA": ("Advanced and specialist", "Practitioners in adult services, health and housing", 420, (
        "Apply the five principles to a decision from their own work",
        "Record an assessment of capacity that another practitioner could follow",
        "Know when a decision needs an advocate",
    )),
    "DAC": ("Advanced and specialist", "Everyone who works with children or their parents", 420, (
        "Describe how children experience domestic abuse at different ages",
        "Ask about abuse safely, and hear the answer",
        "Plan with the parent who is not abusive",
    )),
    "PCC": ("Awareness and universal", "All practitioners and their supervisors", 180, (
        "Tell what has been seen from what has been assumed",
        "Put a hard question without losing the family",
        "Challenge another agency's decision and escalate it where that is needed",
    )),
    "WTC": ("Awareness and universal", "Practitioners new to the partnership", 420, (
        "Find their place in the threshold document",
        "Make a referral that says what is feared and why",
        "Say what each partner brings to a strategy meeting",
    )),
    "SNH": ("Advanced and specialist", "Housing officers, fire and rescue, adult social care and health", 180, (
        "Rate clutter and risk in the same way as their colleagues",
        "Keep in contact with somebody who declines help",
        "Bring the right partners to the table",
    )),
}  # fmt: skip
PLACES = {
    "Fellgate Centre": ("NM1 4FC", "north", "12 Fellgate, Northmoor", "Ring at reception. Lift to the second floor; hearing loop in room 2.", 24),
    "Moor Hall": ("NM7 2MH", "west", "Moor Lane, Upper Ashby", "Car park at the rear, 20 spaces. Step-free from there.", 30),
    "Wharf Road Rooms": ("NM2 9WR", "south", "3 Wharf Road, Northmoor", "Side door; the code is sent with the confirmation. No lift.", 18),
}  # fmt: skip
