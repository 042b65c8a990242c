// hello SERVER USER PASSWORD ROOM [CA-FILE]: joins a room, says hello, prints what is said until Enter is pressed.
#include <pchat.hpp>
#include <iostream>

int main(int argc, char **argv) try {
    if (argc < 5) throw std::invalid_argument("usage: hello SERVER USER PASSWORD ROOM [CA-FILE]");
    pchat::EndpointSettings settings;
    settings.server = argv[1], settings.user_uri = argv[2], settings.password = argv[3];
    if (argc > 5) settings.ca_file = argv[5];
    auto endpoint = pchat::Endpoint::make(pchat::Platform::start({}), settings);
    endpoint.establish();
    auto room = pchat::Session::make(endpoint);
    pchat::SessionCallbacks callbacks;
    callbacks.on_message_received = [](const pchat::Session &, const pchat::ChatMessage &message) {
        std::cout << message.author_name.value_or(message.author_uri) << ": " << message.content << std::endl;
    };
    room.add_callbacks(callbacks);
    room.join_by_name(argv[4]);
    room.send_text("hello");
    std::cin.get();
    endpoint.terminate();
} catch (const std::exception &error) {
    return std::cerr << "hello: " << error.what() << '\n', 1;
}
