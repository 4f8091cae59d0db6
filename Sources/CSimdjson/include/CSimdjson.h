#pragma once
/* A C face for simdjson; see CSimdjson.cpp. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
/* The version of the library that was compiled against, as text. */
const char *collab_simdjson_version(void);

/* Whether bytes are UTF-8 throughout. */
bool collab_utf8_is_valid(const uint8_t *bytes, size_t count);

/* Keeps the memory of one document; every parse replaces the one before. */
typedef struct collab_json_parser collab_json_parser;
collab_json_parser *collab_json_parser_create(size_t depth);
void collab_json_parser_destroy(collab_json_parser *parser);

/* A value of the last document of its parser; dead after the next parse. */
typedef struct {
  const void *document;
  size_t index;
} collab_json_value;

typedef enum {
  COLLAB_JSON_NULL,
  COLLAB_JSON_BOOL,
  COLLAB_JSON_NUMBER,
  COLLAB_JSON_STRING,
  COLLAB_JSON_ARRAY,
  COLLAB_JSON_OBJECT,
} collab_json_kind;

/* Parses one document. `padded` says that 64 bytes behind it can be read; else it is copied.
   Returns NULL, or what is wrong in words that live as long as the process. */
const char *collab_json_parse(collab_json_parser *parser, const uint8_t *bytes, size_t count,
                              bool padded, collab_json_value *root);

collab_json_kind collab_json_get_kind(collab_json_value value);
/* The text of a string in UTF-8, escapes resolved. */
const char *collab_json_get_string(collab_json_value value, size_t *count);
/* False where the value is no number or not of that type. */
bool collab_json_get_int(collab_json_value value, int64_t *number);
bool collab_json_get_double(collab_json_value value, double *number);
bool collab_json_get_bool(collab_json_value value, bool *answer);
/* The value of the first member of a name. */
bool collab_json_get_member(collab_json_value object, const char *name, size_t count,
                            collab_json_value *member);

/* Walks the elements of an array or the members of an object. */
typedef struct {
  const void *document;
  size_t index;
  size_t end;
  bool is_object;
} collab_json_walk;
collab_json_walk collab_json_children(collab_json_value value);
/* The next child and, in an object, its name; false behind the last. */
bool collab_json_next(collab_json_walk *walk, const char **name, size_t *name_count,
                      collab_json_value *child);
#ifdef __cplusplus
}
#endif
