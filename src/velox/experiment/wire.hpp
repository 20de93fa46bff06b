// SPDX-License-Identifier: Apache-2.0
// Our end of the worker protocol (docs/design/runtime-protocol.md, section 4): frames of JSON and bytes over a stream
// socket, every operation with a deadline. What the other side sends is not trusted: lengths are bounded before anything
// is allocated for them, and a peer that is silent, gone or talking nonsense is a value (a Fault), because for an
// experiment it is a result like any other.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/json_full.hpp"

namespace velox::experiment {

enum class FaultKind {
  closed,     ///< the peer is gone
  timed_out,  ///< no answer by the deadline
  malformed,  ///< not a frame, not JSON, not the answer to what was asked
  refused,    ///< the worker answered `ok: false`
  cancelled
};

/// Why a worker gave no usable answer.
struct Fault {
  FaultKind kind = FaultKind::closed;
  std::string text;         ///< for a person
  std::string worker_kind;  ///< when refused: load, input, protocol, internal
};

template <typename T>
using Answer = std::expected<T, Fault>;

inline std::unexpected<Fault> fault(FaultKind kind, std::string text, std::string worker_kind = {}) {
  return std::unexpected(Fault{kind, std::move(text), std::move(worker_kind)});
}

struct Frame {
  Json json;
  std::string blob;
};

inline constexpr std::uint32_t kMaxJsonBytes = 64U << 20;
inline constexpr std::uint32_t kMaxBlobBytes = 512U << 20;

/// Borrows the descriptor and makes it non-blocking. Not thread-safe.
class Wire {
 public:
  explicit Wire(int fd, const CancelToken* cancel = nullptr);
  Answer<void> send(const Json& json, std::string_view blob, Deadline deadline);
  Answer<Frame> receive(Deadline deadline);
  /// Sends a request with a fresh `id` and waits for its response. After a fault other than `refused` the stream may be in
  /// the middle of a frame: the wire is dead and every later call says so.
  Answer<Frame> request(Json request, std::string_view blob, Deadline deadline);

 private:
  Answer<void> wait(short events, Deadline deadline);
  Answer<void> write_all(std::string_view bytes, Deadline deadline);
  Answer<void> read_exact(char* into, std::size_t count, Deadline deadline);
  int fd_;
  const CancelToken* cancel_;
  std::int64_t next_id_ = 1;
  bool dead_ = false;
};

}  // namespace velox::experiment
