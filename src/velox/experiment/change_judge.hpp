// SPDX-License-Identifier: Apache-2.0
// Judges a change that somebody made: any number of functions in any number of files, and code outside of functions.
//
// Problem: a rule's candidate is one edit of one function; a colleague's change is not. Idea: side B has the whole change. Each
// changed function that is called is compared call by call and timed by itself, by the same trial as a candidate; the
// project's tests and the whole workload compare everything together, and they are all there is for what lies outside of
// functions. The change is accepted when nothing differs, nothing is slower, and a gain is confirmed in a function or in the
// whole. What was not compared at all is never accepted.
// Limits: one change is one verdict; which part of it gains is told, but a part cannot be taken alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "velox/experiment/judge.hpp"
#include "velox/model/change.hpp"

namespace velox::experiment {

/// A changed function, and what is known of its calls on the version before.
struct ChangePart {
  UnitEvidence evidence;
  bool may_keep_state = false;  ///< judged on the recorded sequence of calls only
};

struct ChangeQuestion {
  model::Change change;
  std::vector<ChangePart> parts;
  std::vector<std::string> unreached;      ///< changed functions that no run called, as typed on a command line
  double workload_s = 0;                   ///< what a run of the workload takes
  bool elsewhere = false;                  ///< code outside of functions differs
  std::vector<std::string> assumptions;    ///< that hold for the whole change, in words
  std::optional<TestSelection> all_tests;  ///< of the project
};

struct PartVerdict {
  model::UnitId unit;
  model::Verdict verdict;
};

struct ChangeVerdict {
  model::Verdict verdict;  ///< `confirmed` is the whole workload's speed-up, or the only changed function's
  std::vector<PartVerdict> parts;
  std::optional<model::Verdict> whole;
};

/// Told as work goes on; any may be empty.
struct ChangeProgress {
  std::function<void(const model::UnitId&)> part_started;
  std::function<void(const PartVerdict&)> part_done;
  std::function<void(const Progress&)> progress;
};

/// REQUIRES: setting.workload and setting.sandbox; `change` is against the files of setting.root. Errors are only for "could
/// not judge" (sandbox lost, disk full, cancelled). Takes little longer than the deadline.
Result<ChangeVerdict> judge_change(const Setting& setting, const ChangeQuestion& question, Deadline deadline,
                                   const ChangeProgress& progress = {});

}  // namespace velox::experiment
