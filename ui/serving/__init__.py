"""How the page is served: who may come in, what leaves, and what is written down."""
