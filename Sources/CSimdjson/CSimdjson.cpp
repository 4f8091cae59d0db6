#include "CSimdjson.h"
#include <cstring>
#include <new>
#include <simdjson.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

using simdjson::dom::element;
using simdjson::internal::tape_ref;
using simdjson::internal::tape_type;

static tape_ref ref(const void *document, size_t index) {
  return tape_ref(static_cast<const simdjson::dom::document *>(document), index);
}

static element element_of(collab_json_value value) {
  static_assert(sizeof(element) == sizeof(tape_ref) && sizeof(value) == sizeof(tape_ref),
                "a value is a place on the tape");
  element result;
  std::memcpy(static_cast<void *>(&result), &value, sizeof(value));
  return result;
}

struct collab_json_parser {
  simdjson::dom::parser parser;
  size_t depth;
};

extern "C" {

const char *collab_simdjson_version(void) { return TEXT(SIMDJSON_VERSION); }

bool collab_utf8_is_valid(const uint8_t *bytes, size_t count) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

collab_json_parser *collab_json_parser_create(size_t depth) {
  return new (std::nothrow) collab_json_parser{simdjson::dom::parser(), depth};
}

void collab_json_parser_destroy(collab_json_parser *parser) { delete parser; }

const char *collab_json_parse(collab_json_parser *parser, const uint8_t *bytes, size_t count,
                              bool padded, collab_json_value *root) {
  if (parser == nullptr) return "no memory for a parser";
  if (parser->parser.capacity() < count || parser->parser.capacity() == 0) {
    auto error = parser->parser.allocate(count, parser->depth);
    if (error) return simdjson::error_message(error);
  }
  element value;
  auto error = parser->parser.parse(bytes, count, !padded).get(value);
  if (error) return simdjson::error_message(error);
  std::memcpy(static_cast<void *>(root), &value, sizeof(value));
  return nullptr;
}

collab_json_kind collab_json_get_kind(collab_json_value value) {
  switch (ref(value.document, value.index).tape_ref_type()) {
  case tape_type::START_ARRAY: return COLLAB_JSON_ARRAY;
  case tape_type::START_OBJECT: return COLLAB_JSON_OBJECT;
  case tape_type::STRING: return COLLAB_JSON_STRING;
  case tape_type::INT64:
  case tape_type::UINT64:
  case tape_type::DOUBLE: return COLLAB_JSON_NUMBER;
  case tape_type::TRUE_VALUE:
  case tape_type::FALSE_VALUE: return COLLAB_JSON_BOOL;
  default: return COLLAB_JSON_NULL;
  }
}

const char *collab_json_get_string(collab_json_value value, size_t *count) {
  tape_ref tape = ref(value.document, value.index);
  if (tape.tape_ref_type() != tape_type::STRING) return nullptr;
  *count = tape.get_string_length();
  return tape.get_c_str();
}

bool collab_json_get_int(collab_json_value value, int64_t *number) {
  return element_of(value).get_int64().get(*number) == simdjson::SUCCESS;
}

bool collab_json_get_double(collab_json_value value, double *number) {
  return element_of(value).get_double().get(*number) == simdjson::SUCCESS;
}

bool collab_json_get_bool(collab_json_value value, bool *answer) {
  return element_of(value).get_bool().get(*answer) == simdjson::SUCCESS;
}

collab_json_walk collab_json_children(collab_json_value value) {
  tape_ref tape = ref(value.document, value.index);
  tape_type type = tape.tape_ref_type();
  if (type != tape_type::START_ARRAY && type != tape_type::START_OBJECT) {
    return {value.document, 0, 0, false};
  }
  return {value.document, value.index + 1, tape.after_element() - 1,
          type == tape_type::START_OBJECT};
}

bool collab_json_next(collab_json_walk *walk, const char **name, size_t *name_count,
                      collab_json_value *child) {
  if (walk->index >= walk->end) return false;
  if (walk->is_object) {
    tape_ref key = ref(walk->document, walk->index);
    *name = key.get_c_str();
    *name_count = key.get_string_length();
    walk->index += 1;
  }
  *child = {walk->document, walk->index};
  walk->index = ref(walk->document, walk->index).after_element();
  return true;
}

bool collab_json_get_member(collab_json_value object, const char *name, size_t count,
                            collab_json_value *member) {
  collab_json_walk walk = collab_json_children(object);
  if (!walk.is_object) return false;
  const char *key;
  size_t key_count;
  while (collab_json_next(&walk, &key, &key_count, member)) {
    if (key_count == count && std::memcmp(key, name, count) == 0) return true;
  }
  return false;
}
}
