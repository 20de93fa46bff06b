// SPDX-License-Identifier: Apache-2.0
// How failure travels: as a value. Result<T> holds either a T or an Error; VX_TRY unwraps or returns early.
// What a *target program* does (fails, hangs, is killed) is not an Error but a model::Outcome.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace velox {

/// A code exists only where somebody reacts to it; everything else is `internal` or `io`.
enum class ErrorCode {
  usage,          ///< the command line or a setting is wrong (exit code 2)
  invalid,        ///< an input file or value is malformed
  not_found,      ///< a file, unit or record that was asked for does not exist
  unsupported,    ///< understood, but Velox does not do it (interpreter too old, no sandbox, ...)
  io,             ///< the operating system refused: read-only, full disk, permissions
  conflict,       ///< something changed underneath: a patched file, a held lock
  timed_out,      ///< a deadline of ours passed
  cancelled,      ///< the user asked to stop
  target_failed,  ///< the user's workload, tests or interpreter failed before anything was changed
  internal        ///< a bug or a broken promise between two parts
};

/// The code in lower case with underscores, as used in JSON.
const char* to_string(ErrorCode code);

/// What went wrong, where, and what to do. `message` is one sentence without a full stop; contexts are added outwards.
class [[nodiscard]] Error {
 public:
  Error(ErrorCode code, std::string message, std::string hint = {})
      : code_(code), message_(std::move(message)), hint_(std::move(hint)) {}

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  /// What the user can do about it; may be empty.
  const std::string& hint() const { return hint_; }
  /// Innermost first: "reading settings", "project /p".
  const std::vector<std::string>& contexts() const { return contexts_; }

  Error&& with_context(std::string context) &&;
  Error&& with_hint(std::string hint) &&;

  /// "outer context: inner context: message" and, on a line of its own, the hint.
  std::string describe() const;

 private:
  ErrorCode code_;
  std::string message_;
  std::string hint_;
  std::vector<std::string> contexts_;
};

template <typename T>
using Result = std::expected<T, Error>;

/// Shorthand for `std::unexpected(Error(...))`.
inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return std::unexpected(Error(code, std::move(message), std::move(hint)));
}

}  // namespace velox

#define VX_JOIN_(a, b) a##b
#define VX_JOIN(a, b) VX_JOIN_(a, b)
// The name of the temporary is unique, so that one VX_TRY may stand inside another.
#define VX_TRY_NAMED(name, ...)                                 \
  __extension__({                                               \
    auto name = (__VA_ARGS__);                                  \
    if (!name) return std::unexpected(std::move(name).error()); \
    *std::move(name);                                           \
  })
#define VX_TRY_CONTEXT_NAMED(name, context, ...)                                                 \
  __extension__({                                                                                \
    auto name = (__VA_ARGS__);                                                                   \
    if (!name) return std::unexpected(std::move(std::move(name).error()).with_context(context)); \
    *std::move(name);                                                                            \
  })

/// Evaluates to the value of a Result, or returns its error from the enclosing function (which returns a Result).
#define VX_TRY(...) VX_TRY_NAMED(VX_JOIN(vx_try_result_, __COUNTER__), __VA_ARGS__)

/// As VX_TRY, adding a context to the error.
#define VX_TRY_CONTEXT(context, ...) VX_TRY_CONTEXT_NAMED(VX_JOIN(vx_try_result_, __COUNTER__), context, __VA_ARGS__)
