#include "plain.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <thread>
#include <vector>

namespace {

constexpr int threads = 2;

/// Runs a body for ranges of [0, count), each taken by whichever thread is free.
template <typename Body> void parallel(int64_t count, int64_t grain, Body body) {
  std::atomic<int64_t> next{0};
  std::vector<std::thread> workers;
  auto work = [&](int thread) {
    for (;;) {
      int64_t start = next.fetch_add(grain);
      if (start >= count) return;
      body(thread, start, std::min(start + grain, count));
    }
  };
  for (int thread = 1; thread < threads; ++thread) workers.emplace_back(work, thread);
  work(0);
  for (auto &worker : workers) worker.join();
}

struct Search {
  std::vector<int32_t> depth;
  std::vector<double> paths, dependency;
  std::vector<uint32_t> order;
  std::vector<double> scores;
  explicit Search(int64_t n) : depth(n, -1), paths(n), dependency(n), scores(n) {
    order.reserve(n);
  }
};

void brandes(const plain_graph &g, uint32_t source, Search &s) {
  s.order.clear();
  s.order.push_back(source);
  s.depth[source] = 0;
  s.paths[source] = 1;
  for (size_t head = 0; head < s.order.size(); ++head) {
    uint32_t v = s.order[head];
    for (int64_t arc = g.offsets[v]; arc < g.offsets[v + 1]; ++arc) {
      uint32_t w = g.targets[arc];
      if (s.depth[w] < 0) {
        s.depth[w] = s.depth[v] + 1;
        s.order.push_back(w);
      }
      if (s.depth[w] == s.depth[v] + 1) s.paths[w] += s.paths[v];
    }
  }
  for (size_t i = s.order.size(); i-- > 1;) {
    uint32_t w = s.order[i];
    double share = (1 + s.dependency[w]) / s.paths[w];
    for (int64_t arc = g.offsets[w]; arc < g.offsets[w + 1]; ++arc) {
      uint32_t v = g.targets[arc];
      if (s.depth[v] == s.depth[w] - 1) s.dependency[v] += s.paths[v] * share;
    }
    s.scores[w] += s.dependency[w];
  }
  for (uint32_t v : s.order) {
    s.depth[v] = -1;
    s.paths[v] = s.dependency[v] = 0;
  }
}

uint32_t root(const std::vector<std::atomic<uint32_t>> &parent, uint32_t v) {
  while (parent[v].load(std::memory_order_relaxed) != v)
    v = parent[v].load(std::memory_order_relaxed);
  return v;
}

/// Joins two trees, the greater root under the lesser.
void join(std::vector<std::atomic<uint32_t>> &parent, uint32_t a, uint32_t b) {
  for (;;) {
    a = root(parent, a);
    b = root(parent, b);
    if (a == b) return;
    if (a < b) std::swap(a, b);
    uint32_t expected = a;
    if (parent[a].compare_exchange_strong(expected, b)) return;
  }
}

void flatten(std::vector<std::atomic<uint32_t>> &parent) {
  parallel(parent.size(), 1 << 14, [&](int, int64_t start, int64_t end) {
    for (int64_t v = start; v < end; ++v) parent[v].store(root(parent, v));
  });
}

}  // namespace

void plain_betweenness(plain_graph g, double *scores) {
  std::vector<Search> searches(threads, Search(g.count));
  parallel(g.count, 16, [&](int thread, int64_t start, int64_t end) {
    for (int64_t v = start; v < end; ++v) brandes(g, v, searches[thread]);
  });
  for (int64_t v = 0; v < g.count; ++v) {
    scores[v] = 0;
    for (auto &search : searches) scores[v] += search.scores[v] / 2;
  }
}

void plain_pagerank(plain_graph g, double damping, double tolerance, double *scores) {
  int64_t n = g.count;
  std::vector<double> share(n);
  std::fill(scores, scores + n, 1.0 / n);
  for (int round = 0; round < 1000; ++round) {
    double idle[threads] = {}, change[threads] = {};
    parallel(n, 1 << 14, [&](int thread, int64_t start, int64_t end) {
      double sum = 0;
      for (int64_t v = start; v < end; ++v) {
        int64_t degree = g.offsets[v + 1] - g.offsets[v];
        if (degree == 0) sum += scores[v];
        else share[v] = scores[v] / degree;
      }
      idle[thread] += sum;
    });
    double base = (1 - damping + damping * (idle[0] + idle[1])) / n;
    parallel(n, 1 << 12, [&](int thread, int64_t start, int64_t end) {
      double moved = 0;
      for (int64_t v = start; v < end; ++v) {
        double sum = 0;
        for (int64_t arc = g.offsets[v]; arc < g.offsets[v + 1]; ++arc)
          sum += share[g.targets[arc]];
        double score = base + damping * sum;
        moved += std::fabs(score - scores[v]);
        scores[v] = score;
      }
      change[thread] += moved;
    });
    if (change[0] + change[1] < tolerance) return;
  }
}

void plain_components(plain_graph g, uint32_t *least) {
  int64_t n = g.count;
  std::vector<std::atomic<uint32_t>> parent(n);
  for (int64_t v = 0; v < n; ++v) parent[v].store(v, std::memory_order_relaxed);
  constexpr int sampled = 2;
  for (int k = 0; k < sampled; ++k) {
    parallel(n, 1 << 13, [&](int, int64_t start, int64_t end) {
      for (int64_t v = start; v < end; ++v)
        if (g.offsets[v] + k < g.offsets[v + 1]) join(parent, v, g.targets[g.offsets[v] + k]);
    });
    flatten(parent);
  }
  // Most vertices are in one component by now, whose other edges need no look.
  std::vector<uint32_t> votes;
  for (int64_t i = 0; n > 0 && i < 1024; ++i) votes.push_back(parent[i * 2654435761u % n].load());
  std::sort(votes.begin(), votes.end());
  uint32_t largest = 0;
  for (size_t i = 0, most = 0; i < votes.size();) {
    size_t end = std::upper_bound(votes.begin() + i, votes.end(), votes[i]) - votes.begin();
    if (end - i > most) most = end - i, largest = votes[i];
    i = end;
  }
  parallel(n, 1 << 13, [&](int, int64_t start, int64_t end) {
    for (int64_t v = start; v < end; ++v) {
      if (parent[v].load(std::memory_order_relaxed) == largest) continue;
      for (int64_t arc = g.offsets[v] + sampled; arc < g.offsets[v + 1]; ++arc)
        join(parent, v, g.targets[arc]);
    }
  });
  flatten(parent);
  for (int64_t v = 0; v < n; ++v) least[v] = parent[v].load(std::memory_order_relaxed);
}

void plain_clustering(plain_graph g, double *scores) {
  int64_t n = g.count;
  auto degree = [&](uint32_t v) { return g.offsets[v + 1] - g.offsets[v]; };
  auto before = [&](uint32_t a, uint32_t b) {
    return degree(a) != degree(b) ? degree(a) < degree(b) : a < b;
  };
  std::vector<int64_t> offsets(n + 1);
  std::vector<uint32_t> later;
  for (uint32_t v = 0; v < n; ++v) {
    for (int64_t arc = g.offsets[v]; arc < g.offsets[v + 1]; ++arc)
      if (before(v, g.targets[arc])) later.push_back(g.targets[arc]);
    offsets[v + 1] = later.size();
  }
  std::vector<std::vector<int32_t>> triangles(threads, std::vector<int32_t>(n));
  std::vector<std::vector<uint8_t>> marked(threads, std::vector<uint8_t>(n));
  parallel(n, 256, [&](int thread, int64_t start, int64_t end) {
    auto &count = triangles[thread];
    auto &mark = marked[thread];
    for (int64_t v = start; v < end; ++v) {
      for (int64_t i = offsets[v]; i < offsets[v + 1]; ++i) mark[later[i]] = 1;
      for (int64_t i = offsets[v]; i < offsets[v + 1]; ++i) {
        uint32_t u = later[i];
        for (int64_t j = offsets[u]; j < offsets[u + 1]; ++j) {
          uint32_t w = later[j];
          if (mark[w]) ++count[v], ++count[u], ++count[w];
        }
      }
      for (int64_t i = offsets[v]; i < offsets[v + 1]; ++i) mark[later[i]] = 0;
    }
  });
  for (int64_t v = 0; v < n; ++v) {
    double pairs = double(degree(v)) * (degree(v) - 1) / 2;
    scores[v] = pairs == 0 ? 0 : (triangles[0][v] + triangles[1][v]) / pairs;
  }
}
