// SPDX-License-Identifier: Apache-2.0
// How many instructions the calls of a batch take on each side, counted by valgrind where it is installed: the tie-breaker for
// candidates that no number of pairs could tell from noise.
//
// Problem: on a busy machine a duet may end undecided. Idea: instructions do not depend on what else runs. A worker is run under
// valgrind twice, with and without the timed calls; the difference is theirs. Limits: instructions are no time (caches and branches
// are not in them) and the count is read from a process that runs the candidate, so that it never speaks for a patch: it tells "no gain"
// from "come back when it is quieter". It takes some 10 seconds.
#pragma once

#include <optional>

#include "velox/experiment/call_duet.hpp"

namespace velox::experiment {

struct InstructionCount {
  double a = 0, b = 0;  ///< instructions of one batch
  double ratio() const { return a / b; }
};

/// The program that counts, when this machine has it.
std::optional<fs::path> find_valgrind();

/// Nothing when a side can't be run that way, or the time does not suffice. The outer error: cancelled, or the sandbox is lost.
Result<std::optional<InstructionCount>> count_instructions(const CallPlan& plan, const fs::path& valgrind);

}  // namespace velox::experiment
