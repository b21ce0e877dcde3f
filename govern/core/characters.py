"""Characters that stand between what is meant: Python and the JavaScript that we write take the same ones away."""

BLANKS = " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""The white space of JavaScript's `trim`, which is not quite Python's."""

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¿·«»‐‑‒–—‘’‚“”„…"
"""Marks between words, of several languages."""

CURRENCY_SIGNS = "$¢£¤¥฿₡₦₩₪₫€₭₮₱₲₴₵₸₹₺₼₽₾₿"
"""What stands before or after a sum of money."""
