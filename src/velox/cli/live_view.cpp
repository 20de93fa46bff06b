// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/live_view.hpp"

#include <fmt/format.h>

#include "velox/cli/summary.hpp"

namespace velox::cli {

LiveView::LiveView(std::FILE* stream, Style style, Verbosity verbosity)
    : style_(style), verbosity_(verbosity), line_(stream, style) {}

void LiveView::print(const std::string& line) {
  if (verbosity_ != Verbosity::quiet) line_.print(line);
}

void LiveView::phase(const std::string& text) {
  subject_ = text;
  line_.set(text, 0);
}

void LiveView::header(const agents::Report& report) { print(header_line(report, style_)); }

void LiveView::profiled(const agents::Report& report) { print(profile_block(report, style_)); }

void LiveView::unit_started(const model::HotSpot& spot) {
  places_[spot.unit] = fmt::format("{}:{}", spot.unit.file, spot.line);
  show_unit(spot.unit);
}

// A session goes from one unit to another and back: each change is announced.
void LiveView::show_unit(const model::UnitId& unit) {
  const auto place = places_.find(unit);
  if (shown_ == unit || place == places_.end()) return;
  shown_ = unit;
  print(fmt::format("\n  {} {}", style_.bold(unit.qualname), style_.dim(place->second)));
}

void LiveView::candidate_started(const model::Candidate& candidate, double seconds_left) {
  subject_ = candidate.strategy;
  line_.set(fmt::format("{} · {}", candidate.unit.qualname, candidate.strategy), seconds_left);
}

void LiveView::progress(const experiment::Progress& progress, double seconds_left) {
  line_.set(subject_ + " · " + progress_text(progress), seconds_left);
}

void LiveView::candidate_done(const agents::Attempt& attempt) {
  if (attempt.candidate.placebo) return;
  show_unit(attempt.candidate.unit);
  print(attempt_line(attempt, style_));
}

void LiveView::warning(const std::string& text) { line_.print_always("  " + style_.yellow("!") + " " + text); }

std::string progress_text(const experiment::Progress& progress) {
  std::string text = experiment::to_string(progress.stage);
  if (progress.pairs > 0) {
    text += fmt::format(" · {} · {}", plural(static_cast<std::uint64_t>(progress.pairs), "pair"),
                        show_factor(progress.estimate));
    if (progress.high > 0) text += fmt::format(" [{:.2f}, {:.2f}]", progress.low, progress.high);
  }
  if (!progress.note.empty()) text += " · " + progress.note;
  return text;
}

}  // namespace velox::cli
