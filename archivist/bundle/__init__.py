"""What leaves the building: selection -> frozen model -> renderers -> bag, and its verification."""
