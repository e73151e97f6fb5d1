"""Everything that can go wrong, made to go wrong for real: what a person sees is what `guide/faults.md` says."""
