"""The small controls of the window: labels, choices, pickers, and panels that float."""
