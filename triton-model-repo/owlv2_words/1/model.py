"""Role `detector`, open vocabulary: what English words name, by the network `owlv2`."""

from chatbrush_models.words.detector import WordsModel
from chatbrush_models.words.tokens import owl_tokens


class TritonPythonModel(WordsModel):
    """image uint8 [H,W,3], text BYTES [1] -> boxes, scores, labels."""

    reader = staticmethod(owl_tokens)
