// sample_search_rooms SERVER USER PASSWORD [CA-FILE]: the SDK's SampleSearchRooms. Makes ten rooms and finds them in four ways.
#include <pchat.hpp>
#include <iostream>

static void print(const char *how, const std::vector<pchat::ChatRoomSnapshot> &rooms)
{
    std::cout << how << ": " << rooms.size() << " rooms";
    for (const auto &room : rooms) {
        std::cout << ", " << room.name;
    }
    std::cout << std::endl;
}

int main(int argc, char **argv) try {
    if (argc < 4) throw std::invalid_argument("usage: sample_search_rooms SERVER USER PASSWORD [CA-FILE]");
    pchat::EndpointSettings settings;
    settings.server = argv[1], settings.user_uri = argv[2], settings.password = argv[3];
    if (argc > 4) settings.ca_file = argv[4];
    auto endpoint = pchat::Endpoint::make(pchat::Platform::start({}), settings);
    endpoint.establish();
    auto services = endpoint.services();
    auto management = services.room_management();
    auto categories = management.find_categories_with_create_rights();
    if (categories.empty()) throw std::runtime_error("the user may create rooms nowhere");
    const auto category = categories.front().uri;

    for (int n = 0; n < 10; n++) {
        auto name = (n % 2 ? "Sample odd " : "Sample even ") + std::to_string(n);
        auto room = management.create_chat_room_in(name, category);
        pchat::RoleChange change;
        change.role = pchat::ChatRoomRole::Member;
        change.room_uri = room;
        change.principals = {endpoint.owner_uri()};
        management.add_to_role(change);
    }

    pchat::RoomQuery one;
    one.criteria = "Sample odd 3", one.match_exact_phrase = true, one.max_results = 100;
    print("by exact name", services.browse_by_criteria(one));
    print("by category", services.browse_by_category(category, 100));
    pchat::RoomQuery prefix;
    prefix.criteria = "Sample even", prefix.max_results = 100;
    print("by prefix", services.browse_by_criteria(prefix));
    pchat::RoomFilter filter;
    filter.search_terms = "Sample", filter.member = endpoint.owner_uri(), filter.category_uri = category;
    filter.privacy = pchat::ChatRoomPrivacy::Closed, filter.behavior = pchat::ChatRoomBehavior::Normal;
    filter.search_invitations = true, filter.disabled = false, filter.max_results = 100;
    print("by filter", services.browse_by_filter(filter));
    endpoint.terminate();
} catch (const std::exception &error) {
    return std::cerr << "sample_search_rooms: " << error.what() << '\n', 1;
}
