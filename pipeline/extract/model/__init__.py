"""The trained recogniser: features out of the rules, a tagger over the encoder's vectors, a spaCy component."""
