"""The looks of the window: colours, letters, icons, and what delegates paint with."""
