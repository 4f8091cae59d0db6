// Makes the n-th call of a kind fail, for `make faults`: loaded before the C library.
//
//   FAULT_CALL    open, write, fsync, rename, unlink, mkdir or malloc
//   FAULT_NUMBER  which call on files of the folder fails, from 1; of malloc and its kin, which of
//                 those for at least FAULT_SIZE bytes gives nothing
//   FAULT_MODE    error: it fails once with EIO; full: it writes half, and from then on every write
//                 fails with ENOSPC; kill: the process dies instead
//   FAULT_FOLDER  calls elsewhere are not counted
//   FAULT_MARK    a file that is made when the call comes; of malloc, it names the library that calls
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;
static atomic_int is_full;

static int is_inside(const char *path) {
  const char *folder = getenv("FAULT_FOLDER");
  return folder && (path[0] != '/' || strncmp(path, folder, strlen(folder)) == 0);
}

static int is_file_inside(int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0 || path[0] != '/') return 0;
  path[length] = 0;
  return is_inside(path);
}

/// Whether this call is the one; does not come back where the process is to die.
static int strikes_with(const char *call, const char *note) {
  const char *wanted = getenv("FAULT_CALL"), *number = getenv("FAULT_NUMBER");
  if (!wanted || !number || strcmp(wanted, call) != 0) return 0;
  if (atomic_fetch_add(&calls, 1) + 1 != atoi(number)) return 0;
  const char *mark = getenv("FAULT_MARK");
  if (mark) {
    int file = (int)syscall(SYS_openat, AT_FDCWD, mark, O_CREAT | O_WRONLY, 0644);
    if (note) syscall(SYS_write, file, note, strlen(note));
    close(file);
  }
  const char *mode = getenv("FAULT_MODE");
  if (mode && strcmp(mode, "kill") == 0) kill(getpid(), SIGKILL);
  if (mode && strcmp(mode, "full") == 0) {
    atomic_store(&is_full, 1);
    errno = ENOSPC;
  } else {
    errno = EIO;
  }
  return 1;
}

static int strikes(const char *call) { return strikes_with(call, NULL); }

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name, parameters, arguments)                                  \
  int name parameters {                                                    \
    mode_t mode = 0;                                                       \
    va_list list;                                                          \
    va_start(list, flags);                                                 \
    if (flags & O_CREAT) mode = va_arg(list, mode_t);                      \
    va_end(list);                                                          \
    int writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;             \
    if (writes && is_inside(path) && strikes("open")) return -1;           \
    return NEXT(name) arguments;                                           \
  }

OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

/// What is done of a write: all, half, or nothing (-1).
static ssize_t allowed(int descriptor, size_t count) {
  if (!is_file_inside(descriptor)) return (ssize_t)count;
  if (atomic_load(&is_full)) {
    errno = ENOSPC;
    return -1;
  }
  if (!strikes("write")) return (ssize_t)count;
  return atomic_load(&is_full) && count > 1 ? (ssize_t)(count / 2) : -1;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  ssize_t some = allowed(descriptor, count);
  return some < 0 ? -1 : NEXT(write)(descriptor, bytes, (size_t)some);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  ssize_t some = allowed(descriptor, count);
  return some < 0 ? -1 : NEXT(pwrite)(descriptor, bytes, (size_t)some, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  ssize_t some = allowed(descriptor, count);
  return some < 0 ? -1 : NEXT(pwrite64)(descriptor, bytes, (size_t)some, offset);
}

int fsync(int descriptor) {
  return is_file_inside(descriptor) && strikes("fsync") ? -1 : NEXT(fsync)(descriptor);
}

int fdatasync(int descriptor) {
  return is_file_inside(descriptor) && strikes("fsync") ? -1 : NEXT(fdatasync)(descriptor);
}

int rename(const char *old, const char *new) {
  return is_inside(new) && strikes("rename") ? -1 : NEXT(rename)(old, new);
}

int unlink(const char *path) {
  return is_inside(path) && strikes("unlink") ? -1 : NEXT(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
  return is_inside(path) && strikes("mkdir") ? -1 : NEXT(mkdir)(path, mode);
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

/// Whether an allocation is to fail; `caller` is where it comes from.
static int is_denied(size_t size, const void *caller) {
  const char *wanted = getenv("FAULT_CALL"), *least = getenv("FAULT_SIZE");
  if (!wanted || strcmp(wanted, "malloc") != 0 || size < strtoul(least ? least : "1048576", NULL, 10))
    return 0;
  Dl_info info;
  const char *name = dladdr(caller, &info) && info.dli_fname ? info.dli_fname : "?";
  if (!strikes_with("malloc", name)) return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) {
  return is_denied(size, __builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  size_t all;
  if (__builtin_mul_overflow(count, size, &all)) all = SIZE_MAX;
  return is_denied(all, __builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  return is_denied(size, __builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return is_denied(size, __builtin_return_address(0)) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (is_denied(size, __builtin_return_address(0))) return ENOMEM;
  *result = __libc_memalign(alignment, size);
  return *result ? 0 : ENOMEM;
}
