/* See conformance.h. */
#include "conformance.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How far a time may be from this machine's clock to count as now. */
#define NOW_MICROS (10 * 60 * INT64_C(1000000))

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

/* What steps kept of their results, by name. */
static json_t *kept;

void placeholders_forget(void) { all = NULL, kept = NULL; }

static json_t *part(json_t *of, const char *path) {
    while (of && *path) {
        size_t length = strcspn(path, ".");
        char *name = memory_text(path, length);
        if (of->kind == JSON_LIST) {
            json_t *item = of->first;
            for (long skip = strtol(name, NULL, 10); item && skip > 0; --skip) item = item->next;
            of = item;
        } else {
            of = json_get(of, name);
        }
        path += length + (path[length] == '.');
    }
    return of;
}

bool placeholders_keep(const json_t *wanted, json_t *result) {
    json_t *of = json_get(result, "ok"), *event = json_get(result, "event");
    if (event) of = event->first;
    if (!kept) kept = json_object();
    for (const json_t *it = wanted ? wanted->first : NULL; it; it = it->next) {
        json_t *found = part(of, it->text);
        if (!found) return false;
        /* A copy, because the result itself is changed when it is shown. */
        json_t *copy = json_read(json_write(found));
        copy->key = it->key;
        /* In front: what a name keeps last counts. */
        copy->next = kept->first, kept->first = copy;
    }
    return true;
}

void placeholders_with_kept(json_t *value) {
    for (json_t *it = value->first; it; it = it->next) {
        const json_t *name = it->kind == JSON_OBJECT && it->first && !it->first->next ? json_get(it, "kept") : NULL;
        json_t *found = name && kept ? json_get(kept, name->text) : NULL;
        if (found) {
            found = json_read(json_write(found));
            it->kind = found->kind, it->flag = found->flag, it->number = found->number, it->text = found->text;
            it->first = found->first, it->last = found->last;
        } else {
            placeholders_with_kept(it);
        }
    }
}

void placeholders_times(json_t *value) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t apart = value->number - ((int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000);
    if (value->kind == JSON_NUMBER && llabs(apart) < NOW_MICROS) value->kind = JSON_TEXT, value->text = json_text("<now>")->text;
    for (json_t *it = value->first; it; it = it->next) placeholders_times(it);
}

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
