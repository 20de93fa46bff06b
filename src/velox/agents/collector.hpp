// SPDX-License-Identifier: Apache-2.0
// The use case `learn collect`: records the outcomes of many programs into one file, a JSON line each. What the file has already, by
// the digest of code, input, interpreter and machine, is skipped, so that a collection that was stopped goes on where it was. A line is
// written whole, and on the disk before the next program begins.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/agents/observer.hpp"
#include "velox/agents/options.hpp"
#include "velox/agents/program_source.hpp"
#include "velox/agents/survey.hpp"

namespace velox::agents {

struct CollectSetting {
  Options options;  ///< for each program; `targets` and `root` are the program's, the budget is for one program
  std::vector<Program> programs;
  fs::path out;
  int depth = 3;
  std::size_t slice = 1, slices = 1;  ///< programs number `slice` (from 1), `slice` + `slices`, ... are meant
};

enum class CollectState { recorded, known, failed };

struct CollectedProgram {
  std::string name;
  CollectState state = CollectState::recorded;
  std::string problem;  ///< when failed
  int units = 0, tries = 0, accepted = 0, bases = 0;
  double best_factor = 1;  ///< of one unit, by one try
  bool cut = false;        ///< the budget ended first
  double seconds = 0;
};

struct CollectReport {
  std::vector<CollectedProgram> programs;
  bool interrupted = false;
};

class CollectObserver : public Observer {
 public:
  virtual void program_started(const std::string& name, std::size_t number, std::size_t count) = 0;
  virtual void program_done(const CollectedProgram& program) = 0;
};

/// Stops cleanly when it is cancelled, without the program that was being worked on. A program that cannot be worked on is reported as
/// failed. Errors: usage, invalid (the file is none of recorded outcomes), io, and what keeps every program from being worked on.
Result<CollectReport> collect(const CollectSetting& setting, const Installation& installation,
                              CollectObserver& observer);

}  // namespace velox::agents
