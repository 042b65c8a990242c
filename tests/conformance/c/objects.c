/* See conformance.h. */
#include "conformance.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How long anything may take. Nothing waits that long unless it is broken. */
#define LIMIT_SECONDS 30

pchat_platform_t *platform;

static named_t *lists[7];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

void objects_open(void) {
    pchat_error_t *error = NULL;
    if (pchat_platform_start(NULL, &platform, &error)) {
        fprintf(stderr, "no platform: %s\n", pchat_error_message(error));
        exit(2);
    }
}

void objects_close(void) {
    pchat_platform_shut_down(platform, NULL);
    for (named_t *it = lists[AN_OPERATION]; it; it = it->next) pchat_file_transfer_free(it->transfer);
    for (named_t *it = lists[A_TRANSFER]; it; it = it->next) pchat_file_transfer_free(it->transfer);
    for (named_t *it = lists[A_SESSION]; it; it = it->next) pchat_session_free(it->session);
    for (named_t *it = lists[A_BUILDER]; it; it = it->next) pchat_message_builder_free(it->builder);
    for (named_t *it = lists[A_PAGER]; it; it = it->next) pchat_history_pager_free(it->pager);
    for (named_t *it = lists[AN_ENDPOINT]; it; it = it->next) {
        pchat_services_free(it->services);
        pchat_endpoint_free(it->endpoint);
    }
    for (named_t *it = lists[A_SERVER]; it; it = it->next) {
        pchat_local_server_stop(it->server, NULL);
        pchat_local_server_free(it->server);
    }
    pchat_platform_free(platform);
    platform = NULL;
    memset(lists, 0, sizeof lists);
    placeholders_forget();
    memory_free_all();
}

static named_t *search(named_kind_t kind, const char *name) {
    named_t *it = lists[kind];
    while (it && strcmp(it->name, name) != 0) it = it->next;
    return it;
}

named_t *object_find(named_kind_t kind, const char *name) {
    named_t *it = name ? search(kind, name) : NULL;
    if (!it && !arguments_wrong) arguments_wrong = "there is no object of that name for this call";
    return it;
}

named_t *object_new(named_kind_t kind, const char *name) {
    named_t *it = memory_take(sizeof *it);
    it->name = name;
    it->events = json_list();
    it->next = lists[kind];
    lists[kind] = it;
    return it;
}

const char *object_session_name(pchat_session_t *session) {
    for (named_t *it = lists[A_SESSION]; it; it = it->next)
        if (it->session == session) return it->name;
    return "?";
}

const char *object_endpoint_name(pchat_endpoint_t *endpoint) {
    for (named_t *it = lists[AN_ENDPOINT]; it; it = it->next)
        if (it->endpoint == endpoint) return it->name;
    return "?";
}

void object_event(named_t *object, const char *kind, json_t *value) {
    json_t *event = json_one(kind, value);
    pthread_mutex_lock(&lock);
    json_append(object->events, event);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

void operation_ended(named_t *operation, json_t *outcome) {
    pthread_mutex_lock(&lock);
    if (operation->outcome) {
        fprintf(stderr, "the operation '%s' completed twice\n", operation->name);
        abort();
    }
    operation->outcome = outcome;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static struct timespec deadline(void) {
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += LIMIT_SECONDS;
    return end;
}

json_t *object_next_event(named_t *object, const char *kind) {
    struct timespec end = deadline();
    json_t *found = NULL;
    bool late = false;
    pthread_mutex_lock(&lock);
    while (!found && !late) {
        json_t *events = object->events;
        if (!events->first) {
            late = pthread_cond_timedwait(&changed, &lock, &end) != 0;
            continue;
        }
        json_t *event = events->first;
        events->first = event->next;
        if (!events->first) events->last = NULL;
        event->next = NULL;
        if (!kind || strcmp(event->first->key, kind) == 0) found = event;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

json_t *operation_wait(named_t *operation) {
    struct timespec end = deadline();
    bool late = false;
    pthread_mutex_lock(&lock);
    while (!operation->outcome && !late) late = pthread_cond_timedwait(&changed, &lock, &end) != 0;
    json_t *outcome = operation->outcome;
    pthread_mutex_unlock(&lock);
    return outcome;
}
