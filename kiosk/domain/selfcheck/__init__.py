"""政策自测: what a family may be entitled to, decided from answers by rules that are data.

``ruleset`` and ``ruleset_logic`` are the published format (start there), ``parsing`` and ``loading`` make a rule set
ready for one day, ``evaluating`` and what follows from it decide, explain and ask. Pure: nothing here reads a clock, a
file or a language of the screen, and nothing is stored.
"""
