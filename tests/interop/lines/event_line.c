#define _POSIX_C_SOURCE 200809L
#include "event_line.h"

#include <stdlib.h>
#include <string.h>

static void write_quoted(FILE *out, const char *value)
{
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)value; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (*at < 0x20)
            fprintf(out, "\\u%04x", *at);
        else
            fputc(*at, out);
    }
    fputc('"', out);
}

static void write_key(struct event_line *line, const char *key)
{
    if (line->needs_comma)
        fputc(',', line->buffer);
    write_quoted(line->buffer, key);
    fputc(':', line->buffer);
    line->needs_comma = true;
}

void event_begin(struct event_line *line, const char *name)
{
    memset(line, 0, sizeof *line);
    line->buffer = open_memstream(&line->text, &line->length);
    if (line->buffer == NULL) {
        perror("cannot write an event");
        abort();
    }
    fputc('{', line->buffer);
    event_text(line, "event", name);
}

void event_text(struct event_line *line, const char *key, const char *value)
{
    write_key(line, key);
    if (value == NULL)
        fputs("null", line->buffer);
    else
        write_quoted(line->buffer, value);
}

void event_number(struct event_line *line, const char *key, long long value)
{
    write_key(line, key);
    fprintf(line->buffer, "%lld", value);
}

void event_flag(struct event_line *line, const char *key, bool value)
{
    write_key(line, key);
    fputs(value ? "true" : "false", line->buffer);
}

void event_list_begin(struct event_line *line, const char *key)
{
    write_key(line, key);
    fputc('[', line->buffer);
    line->needs_comma = false;
}

void event_item_begin(struct event_line *line)
{
    if (line->needs_comma)
        fputc(',', line->buffer);
    fputc('{', line->buffer);
    line->needs_comma = false;
}

void event_item_end(struct event_line *line)
{
    fputc('}', line->buffer);
    line->needs_comma = true;
}

void event_list_end(struct event_line *line)
{
    fputc(']', line->buffer);
    line->needs_comma = true;
}

void event_send(struct event_line *line)
{
    fputs("}\n", line->buffer);
    if (fclose(line->buffer) != 0) {
        perror("cannot write an event");
        abort();
    }
    fwrite(line->text, 1, line->length, stdout);
    fflush(stdout);
    free(line->text);
}

void event_simple(const char *name, const char *key, const char *value)
{
    struct event_line line;
    event_begin(&line, name);
    if (key != NULL)
        event_text(&line, key, value);
    event_send(&line);
}

bool command_split(char *text, const char **word, char **argument)
{
    text[strcspn(text, "\r\n")] = '\0';
    *word = text;
    char *space = strchr(text, ' ');
    if (space == NULL) {
        *argument = text + strlen(text);
        return true;
    }
    *space = '\0';
    *argument = space + 1;
    char *to = *argument;
    for (const char *from = *argument; *from != '\0'; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        switch (*++from) {
        case '\\': *to++ = '\\'; break;
        case 'r': *to++ = '\r'; break;
        case 'n': *to++ = '\n'; break;
        case 't': *to++ = '\t'; break;
        default: return false;
        }
    }
    *to = '\0';
    return true;
}
