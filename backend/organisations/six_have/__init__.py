"""六有: self-check, street verification, mending, re-check and lapse, under dated schemes that stand side by side."""
