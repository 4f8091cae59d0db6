#pragma once
#include <zlib.h>
#include <lzma.h>
