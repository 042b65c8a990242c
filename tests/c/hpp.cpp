// pchat.hpp: exceptions, values, references that free themselves, callbacks that are destroyed, futures; in two translation units.
#include "check.h"
#include "peers.h"

#include "hpp/other_unit.h"

#include <condition_variable>
#include <mutex>
#include <type_traits>

using namespace std::chrono_literals;

static_assert(std::is_nothrow_move_constructible_v<pchat::Endpoint>);
static_assert(std::is_copy_constructible_v<pchat::Session>);
static_assert(std::is_base_of_v<std::runtime_error, pchat::Error>);

// The error that `call` throws.
template <typename F>
static pchat::Error thrown(F call)
{
    try {
        call();
    } catch (const pchat::Error &error) {
        return error;
    }
    FAIL("nothing was thrown");
}

struct Server {
    pchat::LocalServer server;
    Server() : server(start()) {}
    static pchat::LocalServer start()
    {
        pchat::LocalServerSettings settings;
        settings.authentication = pchat::Authentication::None;
        settings.tls = false;
        return pchat::LocalServer::start(settings);
    }
};

static void references()
{
    pchat::Platform empty;
    CHECK(!empty);
    auto platform = pchat::Platform::start({});
    CHECK(platform && pchat_live_handles() == 1);
    auto copy = platform;
    CHECK(copy == platform && pchat_live_handles() == 1);
    auto moved = std::move(copy);
    CHECK(!copy && moved == platform); // NOLINT: a moved-from reference is empty
    platform = pchat::Platform();
    CHECK(moved && pchat_live_handles() == 1);
    moved = pchat::Platform();
    CHECK(pchat_live_handles() == 0);
}

static void exceptions()
{
    auto platform = pchat::Platform::start({});
    pchat::EndpointSettings settings;
    auto error = thrown([&] { pchat::Endpoint::make(platform, settings); });
    CHECK(error.code() == pchat::ErrorCode::BadArgument && std::string(error.what()).find("user_uri") != std::string::npos);
    // Without a platform it is a stale handle, not a crash.
    settings.user_uri = "ann@example.com";
    CHECK(thrown([&] { pchat::Endpoint::make(pchat::Platform(), settings); }).code() == pchat::ErrorCode::InvalidHandle);
    settings.user_uri = "ann\xff@example.com";
    CHECK(thrown([&] { pchat::Endpoint::make(platform, settings); }).code() == pchat::ErrorCode::BadArgument);
}

static void talk()
{
    Server local;
    pchat::LocalUser user;
    user.address = "ann@example.com";
    local.server.add_user(user);
    pchat::LocalRoom room;
    room.name = "Lobby";
    const auto uri = local.server.add_room(room);

    auto platform = pchat::Platform::start({});
    pchat::EndpointSettings settings;
    settings.user_uri = "ann@example.com";
    settings.server = "127.0.0.1";
    settings.port = local.server.sip_tcp_port();
    settings.transport = pchat::Transport::Tcp;
    settings.authentication = pchat::Authentication::None;
    auto endpoint = pchat::Endpoint::make(platform, settings);
    CHECK(thrown([&] { pchat::Session::make(endpoint); }).code() == pchat::ErrorCode::EndpointNotEstablished);
    endpoint.establish(60s);
    CHECK(endpoint.state() == pchat::EndpointState::Established && endpoint.owner_uri() == "sip:ann@example.com");
    CHECK(rooms_by_other_unit(endpoint) == 1);

    auto session = pchat::Session::make(endpoint);
    // What a callback captures lives as long as its registration.
    auto captured = std::make_shared<std::promise<std::string>>();
    pchat::SessionCallbacks callbacks;
    callbacks.on_message_received = [captured](const pchat::Session &, const pchat::ChatMessage &message) {
        captured->set_value(message.content);
    };
    const auto registration = session.add_callbacks(std::move(callbacks));
    session.join(uri, 60s);
    CHECK(session.participants().size() == 1);
    session.send_text_future("gr\xc3\xbc\xc3\x9f dich").get();
    CHECK(captured->get_future().get() == "gr\xc3\xbc\xc3\x9f dich");
    session.remove_callbacks(registration);
    // What describes a room joins it.
    const pchat::ChatRoomSnapshot found = endpoint.services().browse_by_criteria({}).at(0);
    const auto properties = session.properties().value();
    auto built = pchat::MessageBuilder::make({});
    built.append_chat_room_link(found);
    built.append_chat_room_link(properties);
    built.append_chat_room_link(session);
    session.leave(60s);
    CHECK(thrown([&] { built.append_chat_room_link(session); }).code() == pchat::ErrorCode::BadArgument);
    session.join_room(found, 60s);
    session.leave(60s);
    session.join_room(endpoint.services().room_management().get_chat_room(uri), 60s);
    CHECK(session.properties().value().room_uri == uri && pchat::MessageBuilder::parse(built.content()).size() == 3);
    endpoint.close(60s);
    CHECK(captured.use_count() == 1);
}

static void asynchronous()
{
    std::uint16_t port = 0;
    const int peer = closed_port(&port);
    auto platform = pchat::Platform::start({});
    pchat::EndpointSettings settings;
    settings.user_uri = "ann@example.com";
    settings.server = "127.0.0.1";
    settings.port = port;
    settings.transport = pchat::Transport::Tcp;
    auto endpoint = pchat::Endpoint::make(platform, settings);
    std::promise<pchat::ErrorCode> outcome;
    endpoint.establish_async([&](pchat::Outcome<void> done) {
        outcome.set_value(done.error() != nullptr ? done.error()->code() : pchat::ErrorCode::Internal);
    });
    CHECK(outcome.get_future().get() == pchat::ErrorCode::Unreachable);
    CHECK(thrown([&] { endpoint.establish_future().get(); }).code() == pchat::ErrorCode::InvalidOperation);
    close(peer);
}

int main()
{
    test_begin();
    references();
    exceptions();
    talk();
    asynchronous();
    return test_end();
}
