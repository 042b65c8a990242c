/* pchat.hpp: files from and to streams and memory.
   run: not valgrind: memcheck takes what the ciphers' assembly writes for uninitialised */
#include "check.h"

#include <pchat.hpp>

#include <sstream>
#include <stdexcept>
#include <streambuf>

using namespace std::chrono_literals;

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

// A source that breaks in the middle.
class Breaking : public std::streambuf {
    int_type underflow() override { throw std::runtime_error("the source broke"); }
};

static void files(const pchat::Session &room)
{
    std::string content(300001, 'x');
    for (std::size_t i = 0; i < content.size(); i++) {
        content[i] = static_cast<char>(i * 2654435761u >> 11);
    }
    for (const std::string &part : {content, content.substr(0, 1), std::string()}) {
        std::istringstream source(part);
        pchat::ContentDownload download;
        download.file_uri = pchat::upload_from(room, source, "a.bin", part.size()).file_uri;
        std::ostringstream target;
        CHECK(pchat::download_to(room, target, download).size == part.size() && target.str() == part);
        const pchat::Bytes bytes = room.download_bytes(download).content();
        CHECK(std::string(bytes.begin(), bytes.end()) == part);
    }
    pchat::ContentDownload limited;
    limited.file_uri = room.upload_bytes("b.bin", pchat::Bytes{1, 2, 3}).finish().file_uri;
    limited.max_bytes = 2;
    CHECK(thrown([&] { room.download_stream(limited).read(); }).code() == pchat::ErrorCode::FileDownloadFailed);
    std::istringstream three("abc");
    CHECK(thrown([&] { pchat::upload_from(room, three, "a", 4); }).code() == pchat::ErrorCode::FileUploadFailed);
    Breaking buffer;
    std::istream broken(&buffer);
    CHECK(thrown([&] { pchat::upload_from(room, broken, "a", 4); }).code() == pchat::ErrorCode::Io);
    CHECK(room.recent_history(50).size() == 4);
}

int main()
{
    test_begin();
    {
        pchat::LocalServerSettings local;
        local.authentication = pchat::Authentication::None;
        local.tls = false;
        auto server = pchat::LocalServer::start(local);
        pchat::LocalUser user;
        user.address = "ann@example.com";
        server.add_user(user);
        pchat::LocalCategory category;
        category.name = "Files";
        category.file_upload = true;
        server.add_category(category);
        pchat::LocalRoom room;
        room.name = "Papers";
        room.category = "Files";
        server.add_room(room);

        auto platform = pchat::Platform::start({});
        pchat::EndpointSettings settings;
        settings.user_uri = "ann@example.com";
        settings.server = "127.0.0.1";
        settings.port = server.sip_tcp_port();
        settings.ca_file = server.ca_file();
        settings.transport = pchat::Transport::Tcp;
        settings.authentication = pchat::Authentication::None;
        auto endpoint = pchat::Endpoint::make(platform, settings);
        endpoint.establish(60s);
        auto papers = pchat::Session::make(endpoint);
        papers.join_by_name("Papers", 60s);
        files(papers);
        endpoint.close(60s);
    }
    return test_end();
}
