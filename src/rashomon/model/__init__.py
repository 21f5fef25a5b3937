"""What flows between the stages: frozen, slotted dataclasses without behaviour beyond their invariants."""
