"""ONNX graphs: made of weights, exported, checked, compared, made smaller."""
