"""The gallery: every view in every state, on believable data, without any outside system."""
