/* Prints one line for each step of each scenario of the files given. */
#include "conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    size_t size = 0, room = 1 << 16;
    char *text = malloc(room);
    while (text) {
        size += fread(text + size, 1, room - size - 1, file);
        if (size < room - 1) break;
        text = realloc(text, room *= 2);
    }
    fclose(file);
    if (!text) abort();
    text[size] = 0;
    return text;
}

/* Texts instead of values, because what is read is forgotten after each scenario. */
static char **texts;
static int text_count;

static json_t *fragment(const char *name) {
    for (int i = 0; i < text_count; ++i) {
        json_t *found = json_get(json_get(json_read(texts[i]), "fragments"), name);
        if (found) return found;
    }
    fprintf(stderr, "there is no fragment '%s'\n", name);
    exit(2);
}

static bool is_for_c(const json_t *scenario) {
    const json_t *runners = json_get(scenario, "runners");
    if (!runners) return true;
    for (const json_t *it = runners->first; it; it = it->next)
        if (strcmp(it->text, "c") == 0) return true;
    return false;
}

static bool run_step(const char *scenario, json_t *step, int *place) {
    json_t *result = perform(step);
    json_t *line = json_object();
    json_set(line, "scenario", json_text(scenario));
    json_set(line, "step", json_number(++*place));
    bool goes_on = !json_get(result, "timeout") && !json_get(result, "unknown");
    json_put(line, "result", result);
    puts(json_write(line));
    return goes_on;
}

/* False when something did not come in time or was not understood: the scenario is over then. */
static bool run_steps(const char *scenario, json_t *steps, int *place) {
    for (json_t *step = steps->first; step; step = step->next) {
        const json_t *use = json_get(step, "use");
        if (use ? !run_steps(scenario, fragment(use->text), place) : !run_step(scenario, step, place)) return false;
    }
    return true;
}

int main(int argc, char **argv) {
    text_count = argc - 1;
    texts = calloc((size_t)argc, sizeof *texts);
    if (!texts) abort();
    for (int i = 0; i < text_count; ++i) texts[i] = read_file(argv[i + 1]);
    for (int i = 0; i < text_count; ++i) {
        for (int number = 0;; ++number) {
            const json_t *document = json_read(texts[i]);
            if (!document) {
                fprintf(stderr, "%s is no JSON\n", argv[i + 1]);
                return 2;
            }
            const json_t *scenarios = json_get(document, "scenarios");
            const json_t *scenario = scenarios ? scenarios->first : NULL;
            for (int skip = 0; scenario && skip < number; ++skip) scenario = scenario->next;
            if (!scenario) break;
            if (is_for_c(scenario)) {
                int place = 0;
                objects_open();
                run_steps(json_get(scenario, "name")->text, json_get(scenario, "steps"), &place);
                objects_close();
            } else {
                memory_free_all();
            }
        }
    }
    memory_free_all();
    for (int i = 0; i < text_count; ++i) free(texts[i]);
    free(texts);
    if (pchat_live_handles() != 0) {
        fprintf(stderr, "%llu handles live on\n", (unsigned long long)pchat_live_handles());
        return 1;
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
