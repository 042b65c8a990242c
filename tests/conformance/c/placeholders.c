/* See conformance.h. */
#include "conformance.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct known_t {
    struct known_t *next;
    char *name; /* with its brackets */
    char *value;
} known_t;

/* A value that contains another one goes first. */
static known_t *all;

void placeholders_know(const char *name, const char *value) {
    known_t *it = memory_take(sizeof *it);
    it->name = memory_take(strlen(name) + 3);
    sprintf(it->name, "<%s>", name);
    it->value = memory_text(value, strlen(value));
    for (known_t **at = &all; *at; at = &(*at)->next)
        if (strcmp((*at)->name, it->name) == 0) {
            *at = (*at)->next;
            break;
        }
    if (!*value || strcmp(value, "0") == 0) return;
    known_t **place = &all;
    while (*place && strlen((*place)->value) >= strlen(value)) place = &(*place)->next;
    it->next = *place;
    *place = it;
}

void placeholders_forget(void) { all = NULL; }

static char *replaced(const char *text, const char *what, const char *with) {
    size_t hits = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) ++hits;
    char *out = memory_take(strlen(text) + hits * strlen(with) + 1), *to = out;
    for (const char *hit; (hit = strstr(text, what)); text = hit + strlen(what))
        to += sprintf(to, "%.*s%s", (int)(hit - text), text, with);
    strcpy(to, text);
    return out;
}

char *placeholders_resolve(const char *text) {
    char *out = memory_text(text, strlen(text));
    for (known_t *it = all; it; it = it->next) out = replaced(out, it->name, it->value);
    return out;
}

static bool is_guid(const char *text) {
    for (int i = 0; i < 36; ++i) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isxdigit((unsigned char)text[i])) return false;
    }
    return true;
}

/* Ids that nobody named become <guid>. */
static char *without_guids(const char *text) {
    char *out = memory_take(strlen(text) + 1), *to = out;
    while (*text) {
        if (is_guid(text)) {
            to += sprintf(to, "<guid>");
            text += 36;
        } else {
            *to++ = *text++;
        }
    }
    return out;
}

char *placeholders_apply(const char *text) {
    char *out = memory_text(text, strlen(text));
    for (known_t *it = all; it; it = it->next) out = replaced(out, it->value, it->name);
    return without_guids(out);
}
