// SPDX-License-Identifier: Apache-2.0
// Time for budgets and measurements. Seconds are doubles; monotonic time never goes back.
#pragma once

#include <string>

namespace velox {

/// Seconds on the monotonic clock.
double monotonic_seconds();

/// Now as "2026-01-31T12:00:00Z".
std::string utc_timestamp();

/// A moment after which work must stop. Copyable; unlimited by default.
class Deadline {
 public:
  Deadline() = default;
  static Deadline after(double seconds) { return Deadline(monotonic_seconds() + seconds); }
  /// The earlier of this deadline and `seconds` from now.
  Deadline sooner(double seconds) const;
  /// Seconds left, never negative; a large number when unlimited.
  double left() const;
  bool passed() const { return left() <= 0; }

 private:
  explicit Deadline(double at) : at_(at) {}
  double at_ = 1e300;
};

}  // namespace velox
