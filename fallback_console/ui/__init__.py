"""The window: the only place that imports Qt, apart from the composition root."""
