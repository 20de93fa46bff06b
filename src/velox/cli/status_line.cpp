// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/status_line.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "velox/base/clock.hpp"

namespace velox::cli {

namespace {

constexpr std::array<const char*, 10> kSpinner = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
constexpr auto kRedrawEvery = std::chrono::milliseconds(100);
constexpr double kMinute = 60, kHour = 3600;
constexpr double kInSeconds = 120;  ///< less is told in seconds

}  // namespace

std::string show_time_left(double seconds) {
  if (seconds < kInSeconds) return fmt::format("{:.0f} s", seconds);
  if (seconds < kHour) return fmt::format("{:.0f} min", seconds / kMinute);
  const auto minutes = static_cast<long>(seconds / kMinute);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

StatusLine::StatusLine(std::FILE* stream, const Style& style) : stream_(stream), style_(style) {
  if (!style_.live) return;
  ticker_ = std::jthread([this](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(kRedrawEvery);
      const std::scoped_lock lock(mutex_);
      ++frame_;
      redraw();
    }
  });
}

StatusLine::~StatusLine() { finish(); }

void StatusLine::finish() {
  const std::scoped_lock lock(mutex_);
  clear();
  stopped_ = true;
}

void StatusLine::clear() {
  if (style_.live && !stopped_) std::fputs("\r\033[K", stream_);
  std::fflush(stream_);
}

void StatusLine::redraw() {
  if (!style_.live || stopped_ || status_.empty()) return;
  const double left = ends_at_ - monotonic_seconds();
  const std::string time = ends_at_ > 0 && left > 0 ? " · " + show_time_left(left) + " left" : "";
  const std::string text = fit(status_ + time, style_.width - 3);
  fmt::print(stream_, "\r\033[K{} {}", kSpinner[static_cast<std::size_t>(frame_) % kSpinner.size()], style_.dim(text));
  std::fflush(stream_);
}

void StatusLine::print(const std::string& line) {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return;
  clear();
  fmt::print(stream_, "{}\n", line);
  std::fflush(stream_);
  redraw();
}

void StatusLine::print_always(const std::string& line) {
  const std::scoped_lock lock(mutex_);
  clear();
  fmt::print(stream_, "{}\n", line);
  std::fflush(stream_);
}

void StatusLine::set(std::string status, double seconds_left) {
  const std::scoped_lock lock(mutex_);
  status_ = std::move(status);
  ends_at_ = seconds_left > 0 && seconds_left < 1e8 ? monotonic_seconds() + seconds_left : 0;
  redraw();
}

}  // namespace velox::cli
