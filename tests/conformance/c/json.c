/* See json.h. */
#include "json.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Memory: a list of blocks. */

typedef struct block_t {
    struct block_t *next;
    max_align_t content[];
} block_t;

static pthread_mutex_t blocks_lock = PTHREAD_MUTEX_INITIALIZER;
static block_t *blocks;

void *memory_take(size_t size) {
    block_t *block = calloc(1, sizeof(block_t) + size);
    if (!block) abort();
    pthread_mutex_lock(&blocks_lock);
    block->next = blocks;
    blocks = block;
    pthread_mutex_unlock(&blocks_lock);
    return block->content;
}

char *memory_text(const char *text, size_t length) {
    char *copy = memory_take(length + 1);
    memcpy(copy, text, length);
    return copy;
}

void memory_free_all(void) {
    pthread_mutex_lock(&blocks_lock);
    while (blocks) {
        block_t *next = blocks->next;
        free(blocks);
        blocks = next;
    }
    pthread_mutex_unlock(&blocks_lock);
}

/* Making values. */

static json_t *make(json_kind_t kind) {
    json_t *value = memory_take(sizeof *value);
    value->kind = kind;
    return value;
}

json_t *json_null(void) { return make(JSON_NULL); }

json_t *json_bool(bool value) {
    json_t *it = make(JSON_BOOL);
    it->flag = value;
    return it;
}

json_t *json_number(int64_t value) {
    json_t *it = make(JSON_NUMBER);
    it->number = value;
    return it;
}

json_t *json_text(const char *text) {
    if (!text) return json_null();
    json_t *it = make(JSON_TEXT);
    it->text = memory_text(text, strlen(text));
    return it;
}

json_t *json_list(void) { return make(JSON_LIST); }

json_t *json_object(void) { return make(JSON_OBJECT); }

json_t *json_one(const char *key, json_t *value) {
    json_t *it = json_object();
    json_put(it, key, value);
    return it;
}

void json_append(json_t *list, json_t *item) {
    if (list->last)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
}

void json_put(json_t *object, const char *key, json_t *value) {
    value->key = memory_text(key, strlen(key));
    json_append(object, value);
}

void json_set(json_t *object, const char *key, json_t *value) {
    if (value->kind != JSON_NULL) json_put(object, key, value);
}

json_t *json_get(const json_t *object, const char *key) {
    if (!object || object->kind != JSON_OBJECT) return NULL;
    for (json_t *it = object->first; it; it = it->next)
        if (strcmp(it->key, key) == 0) return it;
    return NULL;
}

void json_map_texts(json_t *value, char *(*map)(const char *text)) {
    if (value->kind == JSON_TEXT) value->text = map(value->text);
    for (json_t *it = value->first; it; it = it->next) json_map_texts(it, map);
}

/* Reading. */

static void skip_blanks(const char **at) {
    while (isspace((unsigned char)**at)) ++*at;
}

static char *put_character(char *to, unsigned long code) {
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xC0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        *to++ = (char)(0xE0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
        *to++ = (char)(0x80 | (code & 0x3F));
    } else {
        *to++ = (char)(0xF0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 0x3F));
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
        *to++ = (char)(0x80 | (code & 0x3F));
    }
    return to;
}

static unsigned long hex4(const char *digits) {
    char copy[5] = {0};
    memcpy(copy, digits, 4);
    return strtoul(copy, NULL, 16);
}

/* The text behind a quote; what it becomes is never longer than what is written. */
static char *read_text(const char **at) {
    const char *end = *at;
    while (*end && *end != '"') end += *end == '\\' && end[1] ? 2 : 1;
    if (!*end) return NULL;
    char *text = memory_take((size_t)(end - *at) + 1);
    char *to = text;
    for (const char *from = *at; from < end; ++from) {
        static const char shorts[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
        if (*from != '\\') {
            *to++ = *from;
        } else if (*++from == 'u' && end - from > 4) {
            unsigned long code = hex4(from + 1);
            from += 4;
            if (code >= 0xD800 && code < 0xDC00 && end - from > 6 && from[1] == '\\' && from[2] == 'u') {
                code = 0x10000 + ((code - 0xD800) << 10) + (hex4(from + 3) - 0xDC00);
                from += 6;
            }
            to = put_character(to, code);
        } else {
            for (size_t i = 0; i + 1 < sizeof shorts; i += 2)
                if (shorts[i] == *from) *to++ = shorts[i + 1];
        }
    }
    *at = end + 1;
    return text;
}

static json_t *read_value(const char **at);

static json_t *read_many(const char **at, char end, json_kind_t kind) {
    json_t *many = make(kind);
    skip_blanks(at);
    if (**at == end) return ++*at, many;
    for (;;) {
        char *key = NULL;
        skip_blanks(at);
        if (kind == JSON_OBJECT) {
            if (*(*at)++ != '"' || !(key = read_text(at))) return NULL;
            skip_blanks(at);
            if (*(*at)++ != ':') return NULL;
        }
        json_t *value = read_value(at);
        if (!value) return NULL;
        value->key = key;
        json_append(many, value);
        skip_blanks(at);
        char mark = *(*at)++;
        if (mark == end) return many;
        if (mark != ',') return NULL;
    }
}

static bool read_word(const char **at, const char *word) {
    bool is = strncmp(*at, word, strlen(word)) == 0;
    if (is) *at += strlen(word);
    return is;
}

static json_t *read_value(const char **at) {
    skip_blanks(at);
    if (read_word(at, "{")) return read_many(at, '}', JSON_OBJECT);
    if (read_word(at, "[")) return read_many(at, ']', JSON_LIST);
    if (read_word(at, "true")) return json_bool(true);
    if (read_word(at, "false")) return json_bool(false);
    if (read_word(at, "null")) return json_null();
    if (read_word(at, "\"")) {
        json_t *it = make(JSON_TEXT);
        it->text = read_text(at);
        return it->text ? it : NULL;
    }
    char *end;
    int64_t number = strtoll(*at, &end, 10);
    if (end == *at) return NULL;
    *at = end;
    return json_number(number);
}

json_t *json_read(const char *text) {
    json_t *value = read_value(&text);
    skip_blanks(&text);
    return value && !*text ? value : NULL;
}

/* Writing. */

static void write_text(FILE *out, const char *text) {
    fputc('"', out);
    for (const char *at = text; *at; ++at) {
        static const char shorts[] = "\"\"\\\\b\bf\fn\nr\rt\t";
        bool done = false;
        for (size_t i = 0; !done && i + 1 < sizeof shorts; i += 2)
            if (shorts[i + 1] == *at) fputc('\\', out), fputc(shorts[i], out), done = true;
        if (!done && (unsigned char)*at < 0x20) fprintf(out, "\\u%04x", (unsigned)*at), done = true;
        if (!done) fputc(*at, out);
    }
    fputc('"', out);
}

static int by_key(const void *a, const void *b) {
    return strcmp((*(json_t *const *)a)->key, (*(json_t *const *)b)->key);
}

static void write_value(FILE *out, const json_t *value) {
    switch (value->kind) {
    case JSON_NULL: fputs("null", out); return;
    case JSON_BOOL: fputs(value->flag ? "true" : "false", out); return;
    case JSON_NUMBER: fprintf(out, "%lld", (long long)value->number); return;
    case JSON_TEXT: write_text(out, value->text); return;
    case JSON_LIST:
    case JSON_OBJECT: break;
    }
    size_t count = 0;
    for (json_t *it = value->first; it; it = it->next) ++count;
    json_t **sorted = memory_take((count + 1) * sizeof *sorted);
    count = 0;
    for (json_t *it = value->first; it; it = it->next) sorted[count++] = it;
    bool object = value->kind == JSON_OBJECT;
    if (object) qsort(sorted, count, sizeof *sorted, by_key);
    fputc(object ? '{' : '[', out);
    for (size_t i = 0; i < count; ++i) {
        if (i) fputc(',', out);
        if (object) write_text(out, sorted[i]->key), fputc(':', out);
        write_value(out, sorted[i]);
    }
    fputc(object ? '}' : ']', out);
}

char *json_write(const json_t *value) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    write_value(out, value);
    fclose(out);
    char *kept = memory_text(text, size);
    free(text);
    return kept;
}
