#include "CSimdjson.h"
#include <simdjson.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

extern "C" const char *collab_simdjson_version(void) { return TEXT(SIMDJSON_VERSION); }
