"""The bundled library: our own digests of published cases."""
