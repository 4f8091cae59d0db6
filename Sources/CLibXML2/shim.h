#pragma once
// The headers of ICU that libxml2 pulls in clash with those inside Foundation. Only the layout of
// a structure that is used behind pointers depends on them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>

// The version of the library at run time, as a number; a mutable global that Swift does not read.
static inline const char *collab_xml_version(void) { return xmlParserVersion; }
