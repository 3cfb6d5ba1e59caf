"""Writes from_python.safetensors with the reference implementation.

Run in this directory:  pip install numpy safetensors && python make_safetensors.py
Made with safetensors 0.8.0 and numpy 2.4.6. The expected values are repeated in SafetensorsTest.
"""

import numpy
from safetensors.numpy import save_file

save_file(
    {
        # The reference writer sorts tensors by name; so are these.
        "0.bias": numpy.array([0.0, -0.0, 1.4e-45], dtype=numpy.float32),
        "0.weights": numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 4 - 0.5,
        "1.bias": numpy.array([3.4028235e38], dtype=numpy.float32),
        "1.weights": numpy.array([[0.1], [numpy.inf], [-1e-3]], dtype=numpy.float32),
        "größe": numpy.array(7, dtype=numpy.float32),
    },
    "from_python.safetensors",
    # One entry: the reference writer does not sort the metadata.
    metadata={"note": "two layers \"as text\", µ"},
)
