// pchat.hpp on several threads: waiting calls, futures and functions at once, from joining to leaving; and futures whose endpoint or
// platform ends under them, which are all settled, once.
#include "check.h"

#include <pchat.hpp>

#include <atomic>
#include <thread>

using namespace std::chrono_literals;

namespace {

constexpr int workers = 4;
constexpr int stays = 4;
constexpr int messages = 4;
constexpr auto patience = std::chrono::seconds(PATIENCE_S);

class Scene {
public:
    Scene() : server(start()), platform(pchat::Platform::start({})) {}

    pchat::Endpoint sign_in(const std::string &name) const
    {
        pchat::LocalUser user;
        user.address = name + "@example.com";
        server.add_user(user);
        pchat::EndpointSettings settings;
        settings.user_uri = user.address;
        settings.server = "127.0.0.1";
        settings.port = server.sip_tcp_port();
        settings.transport = pchat::Transport::Tcp;
        settings.authentication = pchat::Authentication::None;
        auto endpoint = pchat::Endpoint::make(platform, settings);
        endpoint.establish(patience);
        return endpoint;
    }

    pchat::LocalServer server;
    pchat::Platform platform;

private:
    static pchat::LocalServer start()
    {
        pchat::LocalServerSettings settings;
        settings.authentication = pchat::Authentication::None;
        settings.tls = false;
        auto server = pchat::LocalServer::start(settings);
        for (const auto *name : {"North", "South"}) {
            pchat::LocalRoom room;
            room.name = name;
            server.add_room(room);
        }
        return server;
    }
};

// What somebody hears who stays: each message of each worker once, and in order.
struct Heard {
    std::vector<int> next = std::vector<int>(workers);
    std::promise<void> end;
};

pchat::SessionCallbacks listening(const std::shared_ptr<Heard> &heard)
{
    pchat::SessionCallbacks callbacks;
    callbacks.on_message_received = [heard](const pchat::Session &, const pchat::ChatMessage &message) {
        int worker = -1, number = -1;
        if (message.content == "the end") heard->end.set_value();
        else if (std::sscanf(message.content.c_str(), "%d %d", &worker, &number) != 2 || heard->next[worker]++ != number)
            FAIL("'%s' is not the next", message.content.c_str());
    };
    return callbacks;
}

void work(const pchat::Endpoint &endpoint, int number)
{
    const std::string room = number % 2 == 0 ? "North" : "South";
    auto session = pchat::Session::make(endpoint);
    int posted = 0;
    for (int stay = 0; stay < stays; stay++) {
        std::vector<std::future<void>> posts;
        session.join_by_name(room, patience);
        for (int i = 0; i < messages; i++)
            posts.push_back(session.send_text_future(std::to_string(number) + " " + std::to_string(posted++)));
        // Operations of one thread reach the server in the order in which they were begun.
        auto left = session.leave_future();
        for (auto &post : posts) post.get();
        left.get();
    }
}

void together()
{
    Scene scene;
    auto watcher = scene.sign_in("watcher");
    std::vector<pchat::Session> watching;
    std::vector<std::shared_ptr<Heard>> heard;
    for (const auto *name : {"North", "South"}) {
        heard.push_back(std::make_shared<Heard>());
        watching.push_back(pchat::Session::make(watcher));
        watching.back().add_callbacks(listening(heard.back()));
        watching.back().join_by_name(name, patience);
    }
    // The first two have one endpoint between them, and are in rooms of their own.
    std::vector<pchat::Endpoint> endpoints;
    for (int i = 1; i < workers; i++) endpoints.push_back(scene.sign_in("worker" + std::to_string(i)));
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; i++) threads.emplace_back(work, endpoints[i > 0 ? i - 1 : 0], i);
    for (auto &thread : threads) thread.join();
    for (int room = 0; room < 2; room++) {
        watching[room].send_text("the end", patience);
        CHECK(heard[room]->end.get_future().wait_for(patience) == std::future_status::ready);
        for (int i = 0; i < workers; i++) CHECK(heard[room]->next[i] == (i % 2 == room ? stays * messages : 0));
        CHECK(watching[room].participants().size() == 1);
    }
    watcher.close(patience);
}

// Ends what operations stand on while they run.
void ends_under_operations()
{
    for (int way = 0; way < 4; way++) {
        Scene scene;
        auto endpoint = scene.sign_in("ann");
        auto session = pchat::Session::make(endpoint);
        session.join_by_name("North", patience);
        std::atomic<int> ended{0};
        std::vector<std::future<void>> futures;
        std::thread ender([&] {
            if (way == 0) endpoint.terminate(patience);
            else if (way == 1) endpoint.close(patience);
            else if (way == 2) scene.platform.shut_down();
            else scene.server.disconnect_all();
        });
        int begun = 0;
        for (int i = 0; i < 40; i++) {
            // What is refused at once throws.
            try {
                futures.push_back(session.send_text_future("hello"));
                session.send_text_async("hello", [&](pchat::Outcome<void>) { ended++; });
                begun++;
            } catch (const pchat::Error &error) {
                CHECK(error.code() == pchat::ErrorCode::InvalidOperation || error.code() == pchat::ErrorCode::PlatformShutDown);
            }
        }
        ender.join();
        for (auto &future : futures) {
            CHECK(future.wait_for(patience) == std::future_status::ready);
            try {
                future.get();
            } catch (const pchat::Error &error) {
                CHECK(error.code() != pchat::ErrorCode::Internal);
            }
        }
        scene.platform.shut_down();
        CHECK(ended == begun);
    }
}

// What the SDK's programs did with End… in a handler: begin an operation, and go on when it is over.
void answers_in_callbacks()
{
    Scene scene;
    auto endpoint = scene.sign_in("ann");
    auto session = pchat::Session::make(endpoint);
    auto answered = std::make_shared<std::promise<std::size_t>>();
    pchat::SessionCallbacks callbacks;
    callbacks.on_message_received = [answered](const pchat::Session &here, const pchat::ChatMessage &message) {
        if (message.content != "ping") return;
        try {
            here.send_text("pong", patience);
            FAIL("it waited inside a callback");
        } catch (const pchat::Error &error) {
            CHECK(error.code() == pchat::ErrorCode::WouldDeadlock);
        }
        here.send_text_async("pong", [answered, here](pchat::Outcome<void> posted) {
            CHECK(posted.error() == nullptr);
            here.recent_history_async(2, [answered](pchat::Outcome<std::vector<pchat::ChatMessage>> found) {
                CHECK(found.error() == nullptr);
                answered->set_value(found.value().size());
            });
        });
    };
    session.add_callbacks(std::move(callbacks));
    session.join_by_name("North", patience);
    session.send_text("ping", patience);
    auto count = answered->get_future();
    CHECK(count.wait_for(patience) == std::future_status::ready && count.get() == 2);
    endpoint.close(patience);
}

} // namespace

int main()
{
    test_begin();
    answers_in_callbacks();
    together();
    ends_under_operations();
    return test_end();
}
