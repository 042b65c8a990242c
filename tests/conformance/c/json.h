/* Just enough JSON for the scenarios: reading, making and canonical writing (keys sorted, no blanks). */
#ifndef CONFORMANCE_JSON_H
#define CONFORMANCE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT } json_kind_t;

typedef struct json_t {
    json_kind_t kind;
    bool flag;
    int64_t number;
    char *text;            /* of a JSON_TEXT */
    char *key;             /* in an object */
    struct json_t *first;  /* of a JSON_LIST or JSON_OBJECT */
    struct json_t *last;
    struct json_t *next;
    bool used;             /* somebody asked for this field */
} json_t;

/* Everything that is made lives until memory_free_all(). Any thread may make values. */
void *memory_take(size_t size);
char *memory_text(const char *text, size_t length);
void memory_free_all(void);

/* NULL when the text is no JSON. */
json_t *json_read(const char *text);

json_t *json_null(void);
json_t *json_bool(bool value);
json_t *json_number(int64_t value);
json_t *json_text(const char *text); /* null for NULL */
json_t *json_list(void);
json_t *json_object(void);
json_t *json_one(const char *key, json_t *value); /* an object with one field */

void json_append(json_t *list, json_t *item);
void json_set(json_t *object, const char *key, json_t *value); /* leaves out null */
void json_put(json_t *object, const char *key, json_t *value);
json_t *json_get(const json_t *object, const char *key);

/* Each text of the value through a function. */
void json_map_texts(json_t *value, char *(*map)(const char *text));

char *json_write(const json_t *value);

#endif
