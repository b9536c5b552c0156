"""设置: the model, the library as a whole, back-ups, versions."""
