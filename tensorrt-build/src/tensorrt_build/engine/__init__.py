"""The arrow from an ONNX model to a TensorRT plan, through NVIDIA's package `tensorrt`."""
