#pragma once
#include <graphviz/gvc.h>
#include <graphviz/cgraph.h>

/* Agundirected and friends are mutable C globals, which Swift 6 refuses to read. */
static inline Agraph_t *collab_open_undirected(const char *name) {
  return agopen((char *)name, Agundirected, NULL);
}
