// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/live_view.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "velox/base/clock.hpp"
#include "velox/cli/summary.hpp"

namespace velox::cli {

namespace {
constexpr std::array<const char*, 10> kSpinner = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
constexpr auto kRedrawEvery = std::chrono::milliseconds(100);
}  // namespace

LiveView::LiveView(std::FILE* stream, Style style, Verbosity verbosity)
    : stream_(stream), style_(style), verbosity_(verbosity) {
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

LiveView::~LiveView() { finish(); }

void LiveView::finish() {
  const std::scoped_lock lock(mutex_);
  clear_status();
  stopped_ = true;
}

void LiveView::clear_status() {
  if (style_.live && !stopped_) std::fputs("\r\033[K", stream_);
  std::fflush(stream_);
}

void LiveView::redraw() {
  if (!style_.live || stopped_ || status_.empty()) return;
  const double left = ends_at_ - monotonic_seconds();
  const std::string time = ends_at_ > 0 && left > 0 ? fmt::format(" · {:.0f} s left", left) : "";
  const std::string text = fit(status_ + time, style_.width - 3);
  fmt::print(stream_, "\r\033[K{} {}", kSpinner[static_cast<std::size_t>(frame_) % kSpinner.size()], style_.dim(text));
  std::fflush(stream_);
}

void LiveView::print(const std::string& line) {
  const std::scoped_lock lock(mutex_);
  if (verbosity_ == Verbosity::quiet || stopped_) return;
  clear_status();
  fmt::print(stream_, "{}\n", line);
  std::fflush(stream_);
  redraw();
}

void LiveView::set_status(std::string status, double seconds_left) {
  const std::scoped_lock lock(mutex_);
  status_ = std::move(status);
  ends_at_ = seconds_left > 0 && seconds_left < 1e8 ? monotonic_seconds() + seconds_left : 0;
  redraw();
}

void LiveView::phase(const std::string& text) {
  subject_ = text;
  set_status(text, 0);
}

void LiveView::header(const agents::Report& report) { print(header_line(report, style_)); }

void LiveView::profiled(const agents::Report& report) { print(profile_block(report, style_)); }

void LiveView::unit_started(const model::HotSpot& spot) {
  print(fmt::format("\n  {} {}", style_.bold(spot.unit.qualname),
                    style_.dim(fmt::format("{}:{}", spot.unit.file, spot.line))));
}

void LiveView::candidate_started(const model::Candidate& candidate, double seconds_left) {
  subject_ = candidate.strategy;
  set_status(fmt::format("{} · {}", candidate.unit.qualname, candidate.strategy), seconds_left);
}

void LiveView::progress(const experiment::Progress& progress, double seconds_left) {
  std::string text = fmt::format("{} · {}", subject_, experiment::to_string(progress.stage));
  if (progress.pairs > 0) {
    text += fmt::format(" · {} · {}", plural(static_cast<std::uint64_t>(progress.pairs), "pair"),
                        show_factor(progress.estimate));
    if (progress.high > 0) text += fmt::format(" [{:.2f}, {:.2f}]", progress.low, progress.high);
  }
  if (!progress.note.empty()) text += " · " + progress.note;
  set_status(std::move(text), seconds_left);
}

void LiveView::candidate_done(const agents::Attempt& attempt) {
  if (!attempt.candidate.placebo) print(attempt_line(attempt, style_));
}

void LiveView::warning(const std::string& text) {
  const std::scoped_lock lock(mutex_);
  clear_status();
  fmt::print(stream_, "  {} {}\n", style_.yellow("!"), text);
  std::fflush(stream_);
}

}  // namespace velox::cli
