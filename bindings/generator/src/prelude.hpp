/// What went wrong, thrown by every function that fails and told by operations and events.
class Error : public std::runtime_error {
public:
    /// Reads an error of the C library; it stays whose it was.
    explicit Error(const pchat_error_t *error)
        : std::runtime_error(pchat_error_message(error)),
          code_(static_cast<ErrorCode>(pchat_error_code(error))),
          diagnostics_reason_(detail::optional_text(pchat_error_diagnostics_reason(error))),
          diagnostics_source_(detail::optional_text(pchat_error_diagnostics_source(error))),
          server_text_(detail::optional_text(pchat_error_server_text(error)))
    {
        sip_status_ = pchat_error_sip_status(error);
        diagnostics_id_ = pchat_error_diagnostics_id(error);
        retry_after_seconds_ = pchat_error_retry_after_seconds(error);
        std::int32_t code = 0;
        if (pchat_error_server_code(error, &code)) {
            server_code_ = code;
        }
    }

    Error(ErrorCode code, const std::string &message) : std::runtime_error(message), code_(code) {}

    /// The stable code.
    ErrorCode code() const noexcept { return code_; }
    /// The SIP status that caused the error; 0 when none did.
    std::uint16_t sip_status() const noexcept { return sip_status_; }
    /// The error id of the server's `ms-diagnostics` header; 0 when there was none.
    std::uint32_t diagnostics_id() const noexcept { return diagnostics_id_; }
    /// The reason in the server's `ms-diagnostics` header.
    const std::optional<std::string> &diagnostics_reason() const noexcept { return diagnostics_reason_; }
    /// The host that wrote the `ms-diagnostics` header.
    const std::optional<std::string> &diagnostics_source() const noexcept { return diagnostics_source_; }
    /// The response code of the chat server.
    std::optional<std::int32_t> server_code() const noexcept { return server_code_; }
    /// The response text of the chat server.
    const std::optional<std::string> &server_text() const noexcept { return server_text_; }
    /// How many seconds the server asks to wait before the next try; 0 when it does not say.
    std::uint32_t retry_after_seconds() const noexcept { return retry_after_seconds_; }

private:
    ErrorCode code_;
    std::uint16_t sip_status_ = 0;
    std::uint32_t diagnostics_id_ = 0;
    std::optional<std::string> diagnostics_reason_;
    std::optional<std::string> diagnostics_source_;
    std::optional<std::int32_t> server_code_;
    std::optional<std::string> server_text_;
    std::uint32_t retry_after_seconds_ = 0;
};

/// How an operation ended: a value or an error.
template <typename T>
class Outcome {
public:
    Outcome(T value) : value_(std::move(value)) {}
    Outcome(Error error) : error_(std::move(error)) {}

    /// True when there is a value.
    explicit operator bool() const noexcept { return value_.has_value(); }
    /// The value; throws the error when there is none.
    T &value()
    {
        if (error_) {
            throw *error_;
        }
        return *value_;
    }
    /// The error; NULL when there is a value.
    const Error *error() const noexcept { return error_ ? &*error_ : nullptr; }

private:
    std::optional<T> value_;
    std::optional<Error> error_;
};

/// How an operation without result ended.
template <>
class Outcome<void> {
public:
    Outcome() = default;
    Outcome(Error error) : error_(std::move(error)) {}

    /// True when it succeeded.
    explicit operator bool() const noexcept { return !error_; }
    /// Throws the error when there is one.
    void value() const
    {
        if (error_) {
            throw *error_;
        }
    }
    /// The error; NULL when it succeeded.
    const Error *error() const noexcept { return error_ ? &*error_ : nullptr; }

private:
    std::optional<Error> error_;
};

namespace detail {

/// The place for the error of one call.
class Call {
public:
    Call() = default;
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    ~Call() { pchat_error_free(error_); }
    pchat_error_t **error() noexcept { return &error_; }
    void check(pchat_status_t status) const
    {
        if (status == PCHAT_OK) {
            return;
        }
        if (error_ == nullptr) {
            throw Error(static_cast<ErrorCode>(status), pchat_error_code_name(status));
        }
        throw Error(error_);
    }

private:
    pchat_error_t *error_ = nullptr;
};

/// A counted reference to an object of the library.
template <typename T, pchat_status_t (*Free)(T *), pchat_status_t (*Retain)(T *)>
class Handle {
public:
    Handle() noexcept = default;
    /// Takes over a reference.
    explicit Handle(T *raw) noexcept : raw_(raw) {}
    Handle(const Handle &other) noexcept : raw_(other.raw_)
    {
        if (raw_ != nullptr) {
            Retain(raw_);
        }
    }
    Handle(Handle &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
    Handle &operator=(Handle other) noexcept
    {
        std::swap(raw_, other.raw_);
        return *this;
    }
    ~Handle() { Free(raw_); }

    /// The handle for functions of pchat.h; it stays owned by this.
    T *get() const noexcept { return raw_; }
    /// True when there is an object.
    explicit operator bool() const noexcept { return raw_ != nullptr; }
    /// True for the same object.
    friend bool operator==(const Handle &a, const Handle &b) noexcept { return a.raw_ == b.raw_; }
    friend bool operator!=(const Handle &a, const Handle &b) noexcept { return a.raw_ != b.raw_; }

protected:
    T *raw_ = nullptr;
};

/// Memory of the library that is freed at the end of the scope.
template <typename T, void (*Free)(T *)>
class Owned {
public:
    Owned() = default;
    Owned(const Owned &) = delete;
    Owned &operator=(const Owned &) = delete;
    ~Owned() { Free(it_); }
    T **out() noexcept { return &it_; }
    const T *get() const noexcept { return it_; }

private:
    T *it_ = nullptr;
};

template <typename T>
void destroy(void *user_data) noexcept
{
    delete static_cast<T *>(user_data);
}

/// What is called when an operation without result is over.
using Done = std::function<void(Outcome<void>)>;

inline void call_done(const pchat_error_t *error, void *user_data) noexcept
{
    const Done &done = *static_cast<Done *>(user_data);
    if (done) {
        done(error != nullptr ? Outcome<void>(Error(error)) : Outcome<void>());
    }
}

inline pchat_completion_t completion(Done done)
{
    return {call_done, new Done(std::move(done)), destroy<Done>};
}

inline std::uint32_t milliseconds(std::chrono::milliseconds timeout) noexcept
{
    if (timeout.count() < 0) {
        return 0;
    }
    return timeout.count() >= PCHAT_WAIT_FOREVER ? PCHAT_WAIT_FOREVER : static_cast<std::uint32_t>(timeout.count());
}

} // namespace detail

/// As a timeout: wait until it is over.
constexpr std::chrono::milliseconds forever{PCHAT_WAIT_FOREVER};

/// A started operation.
class Operation {
public:
    explicit Operation(std::uint64_t id) noexcept : id_(id) {}
    /// Cancels it: it ends as `ErrorCode::Cancelled`, or as it did when that came first.
    void cancel() const
    {
        detail::Call call;
        call.check(pchat_operation_cancel(id_, call.error()));
    }
    /// Its number.
    std::uint64_t id() const noexcept { return id_; }

private:
    std::uint64_t id_;
};

/// Sends the library's log to a function, from `level` (a `PCHAT_LOG_LEVEL_…`) upwards in importance; an empty one ends it.
inline void set_log(std::int32_t level, std::function<void(std::int32_t, const char *, const char *)> line)
{
    using Line = std::function<void(std::int32_t, const char *, const char *)>;
    detail::Call call;
    if (!line) {
        call.check(pchat_log_set(PCHAT_LOG_LEVEL_OFF, nullptr, call.error()));
        return;
    }
    pchat_log_callback_t callback{};
    callback.call = [](std::int32_t of, const char *target, const char *message, void *user_data) noexcept {
        (*static_cast<Line *>(user_data))(of, target, message);
    };
    callback.user_data = new Line(std::move(line));
    callback.destroy = detail::destroy<Line>;
    call.check(pchat_log_set(level, &callback, call.error()));
}
