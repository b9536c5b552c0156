"""What leaves the page: answers and conversations as Word, Markdown and for the clipboard."""
