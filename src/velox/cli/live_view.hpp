// SPDX-License-Identifier: Apache-2.0
// Shows an optimisation while it goes on: facts are printed once, as lines that stay; what is being done now is a status
// line redrawn in place (only on a terminal). Writes to the stream it is given.
#pragma once

#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "velox/agents/observer.hpp"
#include "velox/cli/terminal.hpp"

namespace velox::cli {

class LiveView final : public agents::Observer {
 public:
  /// `stream` outlives the view. With Verbosity::quiet only warnings are shown.
  enum class Verbosity { normal, quiet };
  LiveView(std::FILE* stream, Style style, Verbosity verbosity);
  ~LiveView() override;

  void phase(const std::string& text) override;
  void header(const agents::Report& report) override;
  void profiled(const agents::Report& report) override;
  void unit_started(const model::HotSpot& spot) override;
  void candidate_started(const model::Candidate& candidate, double seconds_left) override;
  void progress(const experiment::Progress& progress, double seconds_left) override;
  void candidate_done(const agents::Attempt& attempt) override;
  void warning(const std::string& text) override;

  /// Removes the status line and stops redrawing.
  void finish();

 private:
  void print(const std::string& line);
  void set_status(std::string status, double seconds_left);
  void redraw();
  void clear_status();

  std::FILE* stream_;
  Style style_;
  Verbosity verbosity_;
  std::mutex mutex_;  // guards everything below
  std::string status_;
  double ends_at_ = 0;
  int frame_ = 0;
  bool stopped_ = false;
  std::string subject_;
  std::jthread ticker_;
};

}  // namespace velox::cli
