// SPDX-License-Identifier: Apache-2.0
#include "velox/base/clock.hpp"

#include <time.h>

#include <algorithm>
#include <array>

namespace velox {

double monotonic_seconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string utc_timestamp() {
  const time_t now = time(nullptr);
  tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

Deadline Deadline::sooner(double seconds) const { return Deadline(std::min(at_, monotonic_seconds() + seconds)); }

double Deadline::left() const { return std::clamp(at_ - monotonic_seconds(), 0.0, 1e9); }

}  // namespace velox
