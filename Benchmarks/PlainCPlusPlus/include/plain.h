#pragma once
#include <stdint.h>

// Kernels as their papers give them, on two threads, to measure against. A graph is its rows:
// the neighbours of v are targets[offsets[v]..<offsets[v + 1]], ascending.

#ifdef __cplusplus
extern "C" {
#endif

/// A graph by its rows, each edge in both directions.
typedef struct {
  int64_t count;
  const int64_t *offsets;
  const uint32_t *targets;
} plain_graph;

/// Brandes, A faster algorithm for betweenness centrality (2001): one search a source.
void plain_betweenness(plain_graph graph, double *scores);

/// PageRank by pulling, as in the GAP benchmark suite (Beamer, Asanović, Patterson 2015), until
/// the scores change by less than the tolerance in sum.
void plain_pagerank(plain_graph graph, double damping, double tolerance, double *scores);

/// Afforest (Sutton, Ben-Nun, Barak 2018): the least vertex of each vertex's component.
void plain_components(plain_graph graph, uint32_t *least);

/// The share of each vertex's pairs of neighbours that are joined, 0 below two neighbours;
/// triangles are listed from the end of least degree (Latapy 2008).
void plain_clustering(plain_graph graph, double *scores);

#ifdef __cplusplus
}
#endif
