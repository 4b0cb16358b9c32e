"""What whoever works here is asked over the hub: it stands at the top of their window until they answer."""
