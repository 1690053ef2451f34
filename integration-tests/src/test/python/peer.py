"""The peer of the benchmarks: SINE in PyTorch the way its authors run it, answering one JSON request per line.

Windows are padded to L, every row is a target, item rows are updated by dense Adam. Our own code, after the equations.
Ops: gemm, step (train one batch), online (test, train, emit micro-batches), encode. Times are CPU and wall seconds of one thread.
"""
import json
import math
import os
import statistics
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


class Block(torch.nn.Module):
    def __init__(self, d, dropout):
        super().__init__()
        self.norm_q, self.norm_ffn = (torch.nn.LayerNorm(d, eps=1e-8) for _ in range(2))
        self.q, self.k, self.v, self.o = (torch.nn.Linear(d, d, bias=False) for _ in range(4))
        self.first, self.second = torch.nn.Linear(d, d), torch.nn.Linear(d, d)
        self.drop = torch.nn.Dropout(dropout)

    def forward(self, x, causal, valid):
        query = self.norm_q(x)
        logits = self.q(query) @ self.k(x).transpose(1, 2) / math.sqrt(x.shape[-1])
        alpha = self.drop(torch.softmax(logits.masked_fill(causal, float("-inf")), dim=-1))
        y = self.norm_ffn(query + self.drop(self.o(alpha @ self.v(x))))
        inner = self.drop(torch.relu(self.first(y)))
        return (self.drop(self.second(inner)) + y) * valid


class Sine(torch.nn.Module):
    def __init__(self, items, window, d, interests, blocks, dropout):
        super().__init__()
        self.items = torch.nn.Embedding(items + 1, d, padding_idx=0)
        self.positions = torch.nn.Embedding(window, d)
        self.prototypes = torch.nn.Parameter(torch.empty(interests, d))
        self.fusion = torch.nn.Linear(2 * d, 1)
        self.blocks = torch.nn.ModuleList(Block(d, dropout) for _ in range(blocks))
        self.norm_out = torch.nn.LayerNorm(d, eps=1e-8)
        self.drop = torch.nn.Dropout(dropout)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                torch.nn.init.xavier_normal_(parameter)
        self.register_buffer("causal", torch.triu(torch.ones(window, window, dtype=torch.bool), 1))

    def interests(self, history):
        """(K, B, L, D) of histories (B, L)."""
        d = self.items.embedding_dim
        valid = (history != 0).unsqueeze(-1).float()
        x = self.drop(self.items(history) * math.sqrt(d) + self.positions.weight) * valid
        for block in self.blocks:
            x = block(x, self.causal, valid)
        o = self.norm_out(x)
        return torch.stack([o + torch.sigmoid(o * z) * o for z in self.prototypes])

    def score(self, interests, items):
        """Fused scores of one item per row: items (B, L, D) or (B, C, D) against interests (K, B, L or 1, D)."""
        raw = torch.stack(
            [self.fusion(torch.cat([o.expand_as(items), items], dim=-1)).squeeze(-1) for o in interests])
        gamma = torch.softmax(raw, dim=0)
        return (gamma * torch.stack([(o * items).sum(-1) for o in interests])).sum(0)


def correlation(x, y):
    a, b = ((v[:, None] - v[None, :]).abs() for v in (x, y))
    a, b = (m - m.mean(0, keepdim=True) - m.mean(1, keepdim=True) + m.mean() for m in (a, b))
    return (a * b).mean().clamp_min(1e-12).sqrt() / ((a * a).mean().sqrt() * (b * b).mean().sqrt() + 1e-12).sqrt()


class Peer:
    def __init__(self, request):
        torch.manual_seed(42)
        self.size, self.window = request["batch"], request["window"]
        self.items = request["items"]
        self.device = request.get("device", "cpu")
        self.model = Sine(self.items, self.window, request["width"], request["interests"], request["blocks"],
                          request["dropout"]).to(self.device)
        self.adam = torch.optim.Adam(self.model.parameters(), lr=1e-3, betas=(0.9, 0.98))
        self.lengths = request.get("lengths") or [self.window]
        self.candidates = request.get("candidates", 5)
        self.drawn = 0

    def draw(self, *shape):
        return torch.randint(1, self.items + 1, shape, device=self.device)

    def windows(self):
        """Left-padded histories of the next lengths."""
        history = self.draw(self.size, self.window)
        for b in range(self.size):
            history[b, :self.window - self.lengths[self.drawn % len(self.lengths)]] = 0
            self.drawn += 1
        return history

    def train(self, history):
        target, negative, skip = (self.draw(*history.shape) * (history != 0) for _ in range(3))
        interests = self.model.interests(history)
        score = lambda items: self.model.score(interests, self.model.items(items))
        positive, first, second = score(target), score(negative), score(skip)
        mask = target != 0
        loss = F.softplus(first - positive)[mask].mean() + F.softplus(second - positive)[mask].mean()
        z = self.model.prototypes
        for i in range(len(z)):
            for j in range(i + 1, len(z)):
                loss = loss + correlation(z[i], z[j])
        loss = loss + 0.0 * self.model.items.weight.norm()
        self.adam.zero_grad()
        loss.backward()
        self.adam.step()
        return float(loss.detach())

    def step(self):
        self.model.train()
        self.train(self.windows())
        return 1

    def encode(self):
        self.model.eval()
        with torch.no_grad():
            self.model.interests(self.windows())[:, :, -1].cpu()
        return self.size

    def online(self):
        """New views: tested before they are trained, emitted afterwards."""
        history = self.windows()
        self.model.eval()
        with torch.no_grad():
            last = self.model.interests(history)[:, :, -1:]
            self.model.score(last, self.model.items(self.draw(self.size, self.candidates))).cpu()
        self.model.train()
        self.train(history)
        self.model.eval()
        with torch.no_grad():
            emitted = torch.cat([history[:, 1:], self.draw(self.size, 1)], dim=1)
            self.model.interests(emitted)[:, :, -1].cpu()
        return self.size


def product(n, device):
    a, b = torch.rand(n, n, device=device), torch.rand(n, n, device=device)
    return lambda: (a @ b).sum().item() * 0 + 1


def answer(request, peers):
    op = request["op"]
    if op == "version":
        return {"version": torch.__version__}
    key = json.dumps({k: v for k, v in request.items() if k not in ("op", "times", "warm")})
    if op == "gemm":
        work = peers.setdefault("gemm", product(request["n"], request.get("device", "cpu")))
    else:
        if key not in peers:
            peers.clear()
            peers[key] = Peer(request)
        work = getattr(peers[key], op)
    for _ in range(request.get("warm", 0)):
        work()
    cpu, wall, units = [], [], 0
    for _ in range(request["times"]):
        c, w = time.process_time(), time.perf_counter()
        units = work()
        cpu.append(time.process_time() - c)
        wall.append(time.perf_counter() - w)
    return {"cpu": statistics.median(cpu), "wall": statistics.median(wall), "units": units}


def main():
    peers = {}
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), peers)), flush=True)


if __name__ == "__main__":
    main()
