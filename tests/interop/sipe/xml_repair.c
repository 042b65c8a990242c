#define _GNU_SOURCE
#include "xml_repair.h"

#include <dlfcn.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int (*parse_function)(xmlSAXHandlerPtr, void *, const char *, int);

static parse_function stock_function(void)
{
    static parse_function found;
    if (found == NULL) {
        void *symbol = dlsym(RTLD_NEXT, "xmlSAXUserParseMemory");
        if (symbol == NULL) {
            fprintf(stderr, "libxml2 has no xmlSAXUserParseMemory: %s\n", dlerror());
            abort();
        }
        memcpy(&found, &symbol, sizeof found);
    }
    return found;
}

int xmlSAXUserParseMemory(xmlSAXHandlerPtr sax, void *user_data, const char *buffer, int size)
{
    if (sax == NULL || sax->initialized != XML_SAX2_MAGIC || sax->startElementNs != NULL || sax->startElement == NULL)
        return stock_function()(sax, user_data, buffer, size);
    xmlSAXHandler without_magic = *sax;
    without_magic.initialized = 1;
    return stock_function()(&without_magic, user_data, buffer, size);
}

struct seen {
    int starts;
    int ends;
};

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    (void)name;
    (void)attributes;
    ((struct seen *)data)->starts++;
}

static void on_end(void *data, const xmlChar *name)
{
    (void)name;
    ((struct seen *)data)->ends++;
}

static bool callbacks_come(parse_function parse)
{
    static const char document[] = "<a><b c=\"d\">text</b></a>";
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.startElement = on_start;
    handler.endElement = on_end;
    handler.initialized = XML_SAX2_MAGIC;
    struct seen seen = {0, 0};
    int result = parse(&handler, &seen, document, (int)sizeof document - 1);
    return result == 0 && seen.starts == 2 && seen.ends == 2;
}

struct xml_repair_report xml_repair_self_test(void)
{
    parse_function own = xmlSAXUserParseMemory;
    void *own_symbol = NULL;
    memcpy(&own_symbol, &own, sizeof own_symbol);
    struct xml_repair_report report = {
        .stock_works = callbacks_come(stock_function()),
        .repaired_works = callbacks_come(own),
        .is_bound = dlsym(RTLD_DEFAULT, "xmlSAXUserParseMemory") == own_symbol,
    };
    return report;
}
