#pragma once
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <stdlib.h>
#include <string.h>

#include "fonts.h"

/* Agundirected and friends are mutable C globals, which Swift 6 refuses to read. */
static inline Agraph_t *collab_open_undirected(const char *name) {
  return agopen((char *)name, Agundirected, NULL);
}

/* The writers of libcgraph take const text as mutable. */
static inline void collab_set(void *object, const char *name, const char *value) {
  agset(object, (char *)name, (char *)value);
}

static inline void collab_default(Agraph_t *graph, int kind, const char *name, const char *value) {
  agattr(graph, kind, (char *)name, (char *)value);
}

static inline const char *collab_get(void *object, const char *name) {
  return agget(object, (char *)name);
}

/* A value that Graphviz reads as HTML-like markup rather than as plain text. */
static inline void collab_set_markup(Agraph_t *graph, void *object, const char *name,
                                     const char *value) {
  char *markup = agstrdup_html(graph, (char *)value);
  agset(object, (char *)name, markup);
  agstrfree(graph, markup);
}

static inline Agnode_t *collab_node(Agraph_t *graph, const char *name) {
  return agnode(graph, (char *)name, 1);
}

/* The graph as DOT text, to be freed; NULL on failure. */
static inline char *collab_write(Agraph_t *graph, size_t *length) {
  char *text = NULL;
  FILE *stream = open_memstream(&text, length);
  if (!stream) return NULL;
  int failed = agwrite(graph, stream) != 0;
  if (fclose(stream) != 0 || failed) {
    free(text);
    return NULL;
  }
  return text;
}

/* What Graphviz's macros give; they do not cross into Swift. */
static inline double collab_x(Agnode_t *node) { return ND_coord(node).x; }
static inline double collab_y(Agnode_t *node) { return ND_coord(node).y; }
static inline double collab_label_width(Agnode_t *node) { return ND_label(node)->dimen.x; }
static inline double collab_label_height(Agnode_t *node) { return ND_label(node)->dimen.y; }
