#pragma once
/* A C face for simdjson; see CSimdjson.cpp. */
#ifdef __cplusplus
extern "C" {
#endif
/* The version of the library that was compiled against, as text. */
const char *collab_simdjson_version(void);
#ifdef __cplusplus
}
#endif
