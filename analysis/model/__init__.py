"""Answers with a model: read `chain.answer_with_model`.

`port` says what is asked of a model, `vendor` is the one adapter, over `line`; `providers` are
addresses by name, `failures` what can go wrong there in words, and `smuggled` what a statement
must not carry past the reader.
"""
