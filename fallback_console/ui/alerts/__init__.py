"""Alerts in the window, on the desktop, in the tray and as sounds."""
