/* See conformance.h. */
#include "conformance.h"

#include <string.h>

static json_t *new_builder(json_t *step) {
    const char *name = argument_text(step, "as");
    pchat_message_builder_settings_t settings = argument_builder_settings(step);
    arguments_finish(step);
    if (arguments_wrong) return NULL;
    pchat_error_t *error = NULL;
    pchat_message_builder_t *builder = NULL;
    pchat_status_t status = pchat_message_builder_new(&settings, &builder, &error);
    if (status == PCHAT_OK) object_new(A_BUILDER, name)->builder = builder;
    return done(status, error, NULL);
}

static json_t *done_with_parts(pchat_status_t status, pchat_error_t *error, pchat_message_part_list_t *parts) {
    json_t *result = parts ? result_parts(parts) : NULL;
    pchat_message_part_list_free(parts);
    return done(status, error, result);
}

json_t *message_builder(const char *call, json_t *step) {
    if (strcmp(call, "new") == 0) return new_builder(step);
    pchat_error_t *error = NULL;
    pchat_status_t status;
    pchat_message_part_list_t *parts = NULL;
    char *text = NULL;
    if (strcmp(call, "parse") == 0) {
        status = pchat_message_builder_parse(argument_text(step, "text"), &parts, &error);
        return done_with_parts(status, error, parts);
    }
    if (strcmp(call, "parse_rtf") == 0) {
        status = pchat_message_builder_parse_rtf(argument_optional_text(step, "rtf"), &parts, &error);
        return done_with_parts(status, error, parts);
    }
    if (strcmp(call, "story_title_of") == 0) {
        status = pchat_message_builder_story_title_of(argument_text(step, "text"), &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "emoticon_text") == 0) {
        status = pchat_message_builder_emoticon_text(argument_emoticon(step), &text, &error);
        return done(status, error, text_and_free(text));
    }
    named_t *object = object_find(A_BUILDER, argument_text(step, "on"));
    if (!object) return NULL;
    pchat_message_builder_t *it = object->builder;
    if (strcmp(call, "append_plain_text") == 0) {
        status = pchat_message_builder_append_plain_text(it, argument_text(step, "text"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "append_hyperlink") == 0) {
        const char *shown = argument_text(step, "display_text"), *uri = argument_text(step, "uri");
        status = pchat_message_builder_append_hyperlink(it, shown, uri, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "append_chat_room_link") == 0) {
        pchat_chat_room_summary_t room = argument_summary(step);
        status = pchat_message_builder_append_chat_room_link(it, &room, &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "append_emoticon") == 0) {
        status = pchat_message_builder_append_emoticon(it, argument_emoticon(step), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "set_rtf") == 0) {
        status = pchat_message_builder_set_rtf(it, argument_text(step, "rtf"), &error);
        return done(status, error, NULL);
    }
    if (strcmp(call, "parts") == 0) {
        status = pchat_message_builder_parts(it, &parts, &error);
        return done_with_parts(status, error, parts);
    }
    if (strcmp(call, "content") == 0) {
        status = pchat_message_builder_content(it, &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "rtf") == 0) {
        status = pchat_message_builder_rtf(it, &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "story_title") == 0) {
        status = pchat_message_builder_story_title(it, &text, &error);
        return done(status, error, text_and_free(text));
    }
    if (strcmp(call, "is_alert") == 0) {
        bool is_alert = false;
        status = pchat_message_builder_is_alert(it, &is_alert, &error);
        return done(status, error, json_bool(is_alert));
    }
    return NULL;
}
