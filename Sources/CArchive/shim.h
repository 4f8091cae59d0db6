#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

// These are macros that Swift does not see.

/// A locale in which names are UTF-8; NULL where the system has none.
static inline locale_t archive_utf8_locale(void) {
  const char *const names[] = {"C.UTF-8", "UTF-8", "en_US.UTF-8"};
  for (int i = 0; i < 3; i++) {
    locale_t locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
    if (locale) return locale;
  }
  return (locale_t)0;
}

/// `ar` may leave the type out.
static inline bool archive_entry_is_file(struct archive_entry *entry) {
  return archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0;
}

static inline bool archive_entry_is_folder(struct archive_entry *entry) {
  return archive_entry_filetype(entry) == AE_IFDIR;
}
