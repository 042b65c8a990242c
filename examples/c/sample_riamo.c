/* sample_riamo SERVER USER PASSWORD [CA-FILE]: the SDK's SampleRiamo, "rooms I am a member of". Makes a room, becomes a member, and lists the
 * rooms that the user is in and those that he manages. */
#include <pchat.h>
#include <stdio.h>
#include <string.h>

#define PATIENCE 30000
#define MAX_ROOMS 1000

/* Says what failed and frees the error. */
static int failed(const char *what, pchat_error_t *error) {
    fprintf(stderr, "sample_riamo: %s: %s\n", what, pchat_error_message(error));
    pchat_error_free(error);
    return 1;
}

static void print_rooms(const char *title, const pchat_chat_room_snapshot_list_t *rooms) {
    printf("%s\n", title);
    for (size_t n = 0; n < rooms->count; n++) {
        const pchat_chat_room_snapshot_t *room = rooms->items[n];
        printf("  %s: %s (%s)\n", room->name, room->description, strncmp(room->room_uri, "ma-chan://", 10) ? "?" : "a room");
    }
}

int main(int argc, char **argv) {
    if (argc < 4) return fputs("usage: sample_riamo SERVER USER PASSWORD [CA-FILE]\n", stderr), 2;
    pchat_endpoint_settings_t login = {
        sizeof login, .server = argv[1], .user_uri = argv[2], .password = argv[3], .ca_file = argv[4]};
    pchat_platform_t *platform = NULL;
    pchat_endpoint_t *endpoint = NULL;
    pchat_services_t *services = NULL;
    pchat_room_management_t *management = NULL;
    pchat_error_t *error = NULL;
    char *me = NULL, *room = NULL;
    if (pchat_platform_start(NULL, &platform, &error) || pchat_endpoint_new(platform, &login, &endpoint, &error) ||
        pchat_endpoint_establish_wait(endpoint, PATIENCE, &error) || pchat_endpoint_owner_uri(endpoint, &me, &error) ||
        pchat_endpoint_services(endpoint, &services, &error) ||
        pchat_services_room_management(services, &management, &error))
        return failed("signing in", error);

    pchat_chat_room_category_summary_list_t *categories = NULL;
    if (pchat_room_management_find_categories_with_create_rights_wait(management, PATIENCE, &categories, &error))
        return failed("looking for categories", error);
    if (categories->count == 0) return fputs("sample_riamo: the user may create rooms nowhere\n", stderr), 1;
    if (pchat_room_management_create_chat_room_in_wait(
            management, "Riamo", categories->items[0]->uri, PATIENCE, &room, &error))
        return failed("making a room", error);
    pchat_chat_room_category_summary_list_free(categories);

    /* Twice, because who is a member already is no reason to give up. */
    const char *principals[] = {me};
    pchat_role_change_t change;
    pchat_role_change_init(&change, sizeof change);
    change.role = PCHAT_CHAT_ROOM_ROLE_MEMBER;
    change.room_uri = room;
    change.principals = principals;
    change.principals_count = 1;
    for (int n = 0; n < 2; n++) {
        if (!pchat_room_management_add_to_role_wait(management, &change, PATIENCE, &error)) {
            puts("became a member");
        } else if (pchat_error_code(error) == PCHAT_ERROR_CODE_PRINCIPALS_ALREADY_DEFINED) {
            puts("was a member already");
            pchat_error_free(error);
            error = NULL;
        } else {
            return failed("becoming a member", error);
        }
    }

    pchat_chat_room_snapshot_list_t *rooms = NULL;
    if (pchat_services_browse_my_chat_rooms_wait(services, MAX_ROOMS, PATIENCE, &rooms, &error))
        return failed("listing rooms", error);
    print_rooms("member of", rooms);
    pchat_chat_room_snapshot_list_free(rooms);
    if (pchat_services_browse_chat_rooms_i_manage_wait(services, MAX_ROOMS, PATIENCE, &rooms, &error))
        return failed("listing rooms", error);
    print_rooms("manager of", rooms);
    pchat_chat_room_snapshot_list_free(rooms);

    pchat_string_free(room);
    pchat_string_free(me);
    if (pchat_endpoint_terminate_wait(endpoint, PATIENCE, &error)) return failed("signing out", error);
    pchat_room_management_free(management);
    pchat_services_free(services);
    pchat_endpoint_free(endpoint);
    return pchat_platform_free(platform);
}
