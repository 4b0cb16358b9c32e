"""What the gallery shows and how it is brought before the camera; loaded only where pictures are made."""
