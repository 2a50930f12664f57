"""What PyTorch gives for a local response normalization and its gradient, in float64.

    python3 test/reference/localResponse.py

Prints the numbers of test/unit/engine/localResponse.test.ts. PyTorch divides its alpha by the number of
channels in a sum, Krizhevsky et al. 2012 does not: 5 · 0.1 here is 0.1 there.
"""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
# Two positions with seven channels each.
x = torch.tensor([[1, -2, 3, 0.5, -1.5, 2, 4], [0, 1, -1, 2, -2, 3, -3]]).requires_grad_()
maps = x.T.reshape(1, 7, 1, 2)
y = F.local_response_norm(maps, 5, alpha=5 * 0.1, beta=0.75, k=2)
slopes = torch.arange(1.0, 15).reshape(2, 7)
(y.reshape(7, 2).T * slopes).sum().backward()
print([round(value, 9) for value in y.reshape(7, 2).T.flatten().tolist()])
print([round(value, 9) for value in x.grad.flatten().tolist()])
