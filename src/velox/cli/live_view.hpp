// SPDX-License-Identifier: Apache-2.0
// Shows an optimisation while it goes on: facts are printed once, as lines that stay; what is being done now is a status
// line. Writes to the stream it is given.
#pragma once

#include <cstdio>
#include <map>
#include <optional>
#include <string>

#include "velox/agents/observer.hpp"
#include "velox/cli/status_line.hpp"
#include "velox/cli/terminal.hpp"

namespace velox::cli {

class LiveView final : public agents::Observer {
 public:
  /// `stream` outlives the view. With Verbosity::quiet only warnings are shown.
  enum class Verbosity { normal, quiet };
  LiveView(std::FILE* stream, Style style, Verbosity verbosity);

  void phase(const std::string& text) override;
  void header(const agents::Report& report) override;
  void profiled(const agents::Report& report) override;
  void unit_started(const model::HotSpot& spot) override;
  void candidate_started(const model::Candidate& candidate, double seconds_left) override;
  void progress(const experiment::Progress& progress, double seconds_left) override;
  void candidate_done(const agents::Attempt& attempt) override;
  void warning(const std::string& text) override;

  /// Removes the status line and stops redrawing.
  void finish() { line_.finish(); }

 private:
  void show_unit(const model::UnitId& unit);
  void print(const std::string& line);

  Style style_;
  Verbosity verbosity_;
  std::string subject_;
  std::map<model::UnitId, std::string> places_;  // of units that were started
  std::optional<model::UnitId> shown_;           // whose lines are being printed
  StatusLine line_;
};

/// "equivalence · 12 pairs · ×2.4 [2.1, 2.8]".
std::string progress_text(const experiment::Progress& progress);

}  // namespace velox::cli
