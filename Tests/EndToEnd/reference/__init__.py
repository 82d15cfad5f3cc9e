"""An independent server of the partner event source operations."""
