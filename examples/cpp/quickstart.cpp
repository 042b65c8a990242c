// Signs in, finds a room, joins it, posts, waits for the message to come back, reads the history and leaves.
//
//     c++ -std=c++17 quickstart.cpp -o quickstart $(pkg-config --cflags --libs pchat)
//     ./quickstart SERVER PORT CA-FILE|--system-ca|--tcp USER PASSWORD|--no-auth ROOM [TEXT]

#include <pchat.hpp>

#include <algorithm>
#include <chrono>
#include <future>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;

static void run(const std::vector<std::string> &arguments)
{
    const std::string &room_name = arguments[6];
    const std::string text = arguments.size() > 7 ? arguments[7] : "hello from C++";

    pchat::EndpointSettings settings;
    settings.server = arguments[1];
    settings.port = static_cast<std::uint16_t>(std::stoul(arguments[2]));
    if (arguments[3] == "--tcp") {
        settings.transport = pchat::Transport::Tcp;
    } else if (arguments[3] != "--system-ca") {
        settings.ca_file = arguments[3];
    }
    settings.user_uri = arguments[4];
    if (arguments[5] == "--no-auth") {
        settings.authentication = pchat::Authentication::None;
    } else {
        settings.password = arguments[5];
    }

    auto platform = pchat::Platform::start({});
    auto endpoint = pchat::Endpoint::make(platform, settings);
    endpoint.establish(30s);
    std::cout << "signed in: " << endpoint.owner_uri() << '\n';

    pchat::RoomQuery query;
    query.criteria = room_name;
    const auto rooms = endpoint.services().browse_by_criteria(query, 30s);
    const auto room = std::find_if(rooms.begin(), rooms.end(), [&](const auto &it) { return it.name == room_name; });
    if (room == rooms.end()) {
        throw std::runtime_error("there is no room called " + room_name);
    }
    std::cout << "found: " << room->name << '\n';

    auto session = pchat::Session::make(endpoint);
    auto came_back = std::make_shared<std::promise<void>>();
    pchat::SessionCallbacks callbacks;
    callbacks.on_message_received = [text, came_back, waiting = true](const pchat::Session &,
                                                                      const pchat::ChatMessage &message) mutable {
        std::cout << "received: <" << message.author_uri << "> " << message.content << '\n';
        if (waiting && message.content == text) {
            waiting = false;
            came_back->set_value();
        }
    };
    session.add_callbacks(std::move(callbacks));
    session.join(room->room_uri, 30s);
    std::cout << "joined: " << room->room_uri << '\n';

    // Three forms of every operation: this one gives a future.
    session.send_text_future(text).get();
    if (came_back->get_future().wait_for(30s) != std::future_status::ready) {
        throw std::runtime_error("the message did not come back");
    }
    for (const auto &message : session.recent_history(10, 30s)) {
        std::cout << "history: <" << message.author_uri << "> " << message.content << '\n';
    }
    session.leave(30s);
    std::cout << "left\n";
    endpoint.terminate(30s);
    std::cout << "signed out\n";
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        std::cerr << "usage: " << argv[0]
                  << " SERVER PORT CA-FILE|--system-ca|--tcp USER PASSWORD|--no-auth ROOM [TEXT]\n";
        return 2;
    }
    try {
        run(std::vector<std::string>(argv, argv + argc));
    } catch (const std::exception &error) {
        std::cerr << "quickstart: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
