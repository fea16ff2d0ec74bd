"""Tools of those who write rules: examples tried out, patterns mined from labelled texts and measured on them."""
