#pragma once
/* Which font Fontconfig takes for a text. The library is opened at run time, because Pango brings it
   on some systems and not on others, and only messages depend on it. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
  int count, capacity;
  void **fonts;
} collab_font_set;

/* Writes the family of the first font, in order of preference for a list of families, that has all
   of some characters; false where none has, or where there is no Fontconfig. */
static inline int collab_font_family(const char *const *families, size_t family_count,
                                     const uint32_t *characters, size_t count, char *name,
                                     size_t size) {
  static const char *const paths[] = {"libfontconfig.so.1", "libfontconfig.1.dylib",
                                      "/opt/homebrew/lib/libfontconfig.1.dylib",
                                      "/usr/local/lib/libfontconfig.1.dylib"};
  void *library = NULL;
  for (size_t i = 0; i < sizeof paths / sizeof *paths && !library; i++) {
    library = dlopen(paths[i], RTLD_NOW);
  }
  if (!library) return 0;
#define COLLAB_FUNCTION(result, name, ...)                                                         \
  result (*name)(__VA_ARGS__) = (result(*)(__VA_ARGS__))dlsym(library, #name)
  COLLAB_FUNCTION(void *, FcPatternCreate, void);
  COLLAB_FUNCTION(int, FcPatternAddString, void *, const char *, const char *);
  COLLAB_FUNCTION(int, FcConfigSubstitute, void *, void *, int);
  COLLAB_FUNCTION(void, FcDefaultSubstitute, void *);
  COLLAB_FUNCTION(collab_font_set *, FcFontSort, void *, void *, int, void **, int *);
  COLLAB_FUNCTION(int, FcPatternGetString, void *, const char *, int, const char **);
  COLLAB_FUNCTION(int, FcPatternGetCharSet, void *, const char *, int, void **);
  COLLAB_FUNCTION(int, FcCharSetHasChar, void *, uint32_t);
  COLLAB_FUNCTION(void, FcFontSetDestroy, collab_font_set *);
  COLLAB_FUNCTION(void, FcPatternDestroy, void *);
#undef COLLAB_FUNCTION
  if (!FcPatternCreate || !FcPatternAddString || !FcConfigSubstitute || !FcDefaultSubstitute ||
      !FcFontSort || !FcPatternGetString || !FcPatternGetCharSet || !FcCharSetHasChar ||
      !FcFontSetDestroy || !FcPatternDestroy) {
    return 0;
  }
  void *pattern = FcPatternCreate();
  if (!pattern) return 0;
  for (size_t i = 0; i < family_count; i++) FcPatternAddString(pattern, "family", families[i]);
  FcConfigSubstitute(NULL, pattern, 0);
  FcDefaultSubstitute(pattern);
  int result = 0, is_found = 0;
  collab_font_set *set = FcFontSort(NULL, pattern, 1, NULL, &result);
  for (int i = 0; set && i < set->count && !is_found; i++) {
    void *glyphs = NULL;
    const char *family = NULL;
    if (FcPatternGetCharSet(set->fonts[i], "charset", 0, &glyphs) != 0) continue;
    if (FcPatternGetString(set->fonts[i], "family", 0, &family) != 0) continue;
    size_t covered = 0;
    while (covered < count && FcCharSetHasChar(glyphs, characters[covered])) covered++;
    is_found = covered == count;
    if (is_found) snprintf(name, size, "%s", family);
  }
  if (set) FcFontSetDestroy(set);
  FcPatternDestroy(pattern);
  return is_found;
}
