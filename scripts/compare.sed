# What scripts/compare.sh puts into the old executable's texts for people before it compares them:
# one substitution a line, with why.
