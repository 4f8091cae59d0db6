#pragma once
#include <stddef.h>
#include <stdint.h>
/* Runs libFuzzer; the library comes with `-sanitize=fuzzer`. */
int LLVMFuzzerRunDriver(
  int *argc, char ***argv, int (*test_one_input)(const uint8_t *data, size_t size));
