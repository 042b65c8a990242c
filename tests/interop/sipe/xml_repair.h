/* libxml2 2.9.14 as Debian 12 ships it calls no element callback of a SAX1 handler that carries the SAX2 magic, which is how
 * SIPE's handler is made: SIPE then reads every document as empty. This program therefore defines xmlSAXUserParseMemory itself, before
 * libxml2's in the look-up order of its own process, and hands such a handler on without the magic. */
#ifndef PCHAT_INTEROP_XML_REPAIR_H
#define PCHAT_INTEROP_XML_REPAIR_H

#include <stdbool.h>

struct xml_repair_report {
    bool stock_works;    /* libxml2 as installed calls the callbacks */
    bool repaired_works; /* through this process's own function they are called */
    bool is_bound;       /* a plugin loaded later is given this process's function */
};

/* Parses a small document both ways. */
struct xml_repair_report xml_repair_self_test(void);

#endif
