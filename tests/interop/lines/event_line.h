/* One JSON object on one line of standard output for each thing that happened; one command on one line of standard input.
 * Every test client here speaks this, so that the runner treats them alike. Plain C: it links into any of them. */
#ifndef PCHAT_INTEROP_EVENT_LINE_H
#define PCHAT_INTEROP_EVENT_LINE_H

#include <stdbool.h>
#include <stdio.h>

/* An event that is being written. Use one on the stack, from one thread; whole lines of several threads do not mix. */
struct event_line {
    FILE *buffer;
    char *text;
    size_t length;
    bool needs_comma;
};

/* Begins the object {"event":NAME. Ends the process when memory is exhausted. */
void event_begin(struct event_line *line, const char *name);
/* Adds "key":"value", escaped; null when value is NULL. The value is UTF-8. */
void event_text(struct event_line *line, const char *key, const char *value);
void event_number(struct event_line *line, const char *key, long long value);
void event_flag(struct event_line *line, const char *key, bool value);
/* "key":[ ... ], whose items are objects. */
void event_list_begin(struct event_line *line, const char *key);
void event_item_begin(struct event_line *line);
void event_item_end(struct event_line *line);
void event_list_end(struct event_line *line);
/* Writes the line at once and frees it. */
void event_send(struct event_line *line);

/* An event with one text, or with none when key is NULL. */
void event_simple(const char *name, const char *key, const char *value);

/* A command line, split in place into its word and its unescaped argument (empty when there is none).
 * Escapes of the argument: \\ \r \n \t. Anything else, UTF-8 included, stands for itself. False when an escape is not one of these. */
bool command_split(char *text, const char **word, char **argument);

#endif
