// chat SERVER USER PASSWORD ROOM [CA-FILE]: a chat in a terminal. Posts each line of the input and prints what is said.
#include <pchat.hpp>

#include <iostream>

static void chat(const pchat::EndpointSettings &login, const std::string &room_name) {
    auto endpoint = pchat::Endpoint::make(pchat::Platform::start({}), login);
    endpoint.establish();
    auto room = pchat::Session::make(endpoint);

    // Runs on the library's callback thread, while this one waits for input.
    pchat::SessionCallbacks callbacks;
    callbacks.on_message_received = [](const pchat::Session &, const pchat::ChatMessage &message) {
        std::cout << message.author_name.value_or(message.author_uri) << ": " << message.content << std::endl;
    };
    room.add_callbacks(callbacks);
    room.join_by_name(room_name);
    std::cout << "in " << room_name << std::endl;

    for (std::string line; std::getline(std::cin, line);) {
        if (!line.empty()) room.send_text(line);
    }
    endpoint.terminate();
}

int main(int argc, char **argv) {
    if (argc < 5) {
        std::cerr << "usage: chat SERVER USER PASSWORD ROOM [CA-FILE]\n";
        return 2;
    }
    pchat::EndpointSettings login;
    login.server = argv[1];
    login.user_uri = argv[2];
    login.password = argv[3];
    if (argc > 5) login.ca_file = argv[5];
    try {
        chat(login, argv[4]);
    } catch (const std::exception &error) {
        std::cerr << "chat: " << error.what() << '\n';
        return 1;
    }
}
