#pragma once
#include <zlib.h>
#include <lzma.h>
#include <zstd.h>
#include <bzlib.h>
