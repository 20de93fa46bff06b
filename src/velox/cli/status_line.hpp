// SPDX-License-Identifier: Apache-2.0
// Lines that stay, and below them one that says what is being done now, redrawn in place with a spinner and the time left (only on a
// terminal that can). Writes to the stream it is given. Thread-safe.
#pragma once

#include <cstdio>
#include <mutex>
#include <string>
#include <thread>

#include "velox/cli/terminal.hpp"

namespace velox::cli {

class StatusLine {
 public:
  /// `stream` outlives it.
  StatusLine(std::FILE* stream, const Style& style);
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  void print(const std::string& line);
  /// 0 seconds left: not known.
  void set(std::string status, double seconds_left);
  /// Removes the status and stops redrawing; lines that come after it are dropped, but for those that must be seen.
  void finish();
  void print_always(const std::string& line);

 private:
  void redraw();
  void clear();

  std::FILE* stream_;
  Style style_;
  std::mutex mutex_;  // guards everything below
  std::string status_;
  double ends_at_ = 0;
  int frame_ = 0;
  bool stopped_ = false;
  std::jthread ticker_;
};

/// "45 s", "12 min", "3 h 20 min".
std::string show_time_left(double seconds);

}  // namespace velox::cli
