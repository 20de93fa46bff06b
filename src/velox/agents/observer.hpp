// SPDX-License-Identifier: Apache-2.0
// What an optimisation tells whoever watches it. Called on the optimising thread; must return quickly.
#pragma once

#include <string>

#include "velox/agents/report.hpp"
#include "velox/experiment/judge.hpp"

namespace velox::agents {

class Observer {
 public:
  virtual ~Observer() = default;
  /// A step begins: "profiling report.py's __main__ part".
  virtual void phase(const std::string& text) = 0;
  /// Target, interpreter, sandbox and workload are known (the report's header fields are filled).
  virtual void header(const Report& report) = 0;
  /// Baseline and hot spots are known.
  virtual void profiled(const Report& report) = 0;
  virtual void unit_started(const model::HotSpot& spot) = 0;
  virtual void candidate_started(const model::Candidate& candidate, double seconds_left) = 0;
  virtual void progress(const experiment::Progress& progress, double seconds_left) = 0;
  virtual void candidate_done(const Attempt& attempt) = 0;
  virtual void warning(const std::string& text) = 0;
};

}  // namespace velox::agents
