// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/wire.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace velox::experiment {

namespace {

constexpr int kPollSliceMs = 200;            // how long a cancelled wait may go unnoticed
constexpr std::size_t kReadStep = 1U << 20;  // memory grows with what arrived, not with what was announced

void put_u32(char* at, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) at[i] = static_cast<char>(value >> (8 * i) & 0xff);
}

std::uint32_t get_u32(const char* at) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  return value;
}

}  // namespace

Wire::Wire(int fd, const CancelToken* cancel) : fd_(fd), cancel_(cancel) {
  const int flags = fcntl(fd_, F_GETFL);
  if (flags >= 0) fcntl(fd_, F_SETFL, flags | O_NONBLOCK);
}

Answer<void> Wire::wait(short events, Deadline deadline) {
  while (true) {
    if (cancel_ != nullptr && cancel_->cancelled()) return fault(FaultKind::cancelled, "cancelled");
    const double left = deadline.left();
    if (left <= 0) return fault(FaultKind::timed_out, "no answer in time");
    pollfd entry{fd_, events, 0};
    const int slice = static_cast<int>(std::min(left * 1000 + 1, static_cast<double>(kPollSliceMs)));
    const int ready = poll(&entry, 1, slice);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return fault(FaultKind::closed, fmt::format("poll: {}", std::strerror(errno)));
  }
}

Answer<void> Wire::write_all(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      VX_TRY(wait(POLLOUT, deadline));
    } else if (sent < 0 && errno != EINTR) {
      return fault(FaultKind::closed, "the worker ended");
    }
  }
  return {};
}

Answer<void> Wire::read_exact(char* into, std::size_t count, Deadline deadline) {
  while (count > 0) {
    const ssize_t got = ::recv(fd_, into, count, 0);
    if (got > 0) {
      into += got;
      count -= static_cast<std::size_t>(got);
    } else if (got == 0) {
      return fault(FaultKind::closed, "the worker ended");
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      VX_TRY(wait(POLLIN, deadline));
    } else if (errno != EINTR) {
      return fault(FaultKind::closed, "the worker ended");
    }
  }
  return {};
}

Answer<void> Wire::send(const Json& json, std::string_view blob, Deadline deadline) {
  const std::string text = json::dump(json);
  if (text.size() > kMaxJsonBytes || blob.size() > kMaxBlobBytes)
    return fault(FaultKind::malformed, "request too large");
  std::array<char, 8> head{};
  put_u32(head.data(), static_cast<std::uint32_t>(text.size()));
  put_u32(head.data() + 4, static_cast<std::uint32_t>(blob.size()));
  std::string start(head.data(), head.size());
  start += text;
  VX_TRY(write_all(start, deadline));
  return write_all(blob, deadline);
}

Answer<Frame> Wire::receive(Deadline deadline) {
  std::array<char, 8> head{};
  VX_TRY(read_exact(head.data(), head.size(), deadline));
  const std::uint32_t json_bytes = get_u32(head.data());
  const std::uint32_t blob_bytes = get_u32(head.data() + 4);
  if (json_bytes > kMaxJsonBytes || blob_bytes > kMaxBlobBytes) {
    return fault(FaultKind::malformed, fmt::format("a frame of {} and {} bytes", json_bytes, blob_bytes));
  }
  const auto read_text = [&](std::size_t count) -> Answer<std::string> {
    std::string text;
    while (text.size() < count) {
      const std::size_t at = text.size();
      text.resize(at + std::min(count - at, kReadStep));
      VX_TRY(read_exact(text.data() + at, text.size() - at, deadline));
    }
    return text;
  };
  const std::string text = VX_TRY(read_text(json_bytes));
  Frame frame;
  frame.blob = VX_TRY(read_text(blob_bytes));
  auto parsed = json::parse(text, "worker response");
  if (!parsed || !parsed->is_object()) return fault(FaultKind::malformed, "a response that is not a JSON object");
  frame.json = *std::move(parsed);
  return frame;
}

Answer<Frame> Wire::request(Json request, std::string_view blob, Deadline deadline) {
  if (dead_) return fault(FaultKind::closed, "the worker is gone");
  const std::int64_t id = next_id_++;
  request["id"] = id;
  const auto exchange = [&]() -> Answer<Frame> {
    VX_TRY(send(request, blob, deadline));
    Frame frame = VX_TRY(receive(deadline));
    if (json::integer_or(frame.json, "id", -1) != id)
      return fault(FaultKind::malformed, "an answer to another question");
    return frame;
  };
  auto frame = exchange();
  if (!frame) {
    dead_ = true;
    return frame;
  }
  if (json::bool_or(frame->json, "ok")) return frame;
  const Json& error = json::member(frame->json, "error");
  return fault(FaultKind::refused, json::string_or(error, "text", "the worker gave no reason"),
               json::string_or(error, "kind"));
}

}  // namespace velox::experiment
