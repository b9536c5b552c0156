"""文库: the page on which judgments come in, are found, and leave."""
