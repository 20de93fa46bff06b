// SPDX-License-Identifier: Apache-2.0
// Records what every legal candidate of a project's hot units brings and costs, without adopting any: the outcomes from which
// sessions are replayed. The project is surveyed once; each candidate of each unit is judged against the code as it is, and each
// accepted one is the base of the same again, of that unit only.
//
// Idea: breadth first, so that what the budget cuts off lies deep; bases of one tree form are one base, whichever order of rewrites led
// there. Sequences are offered as in a live session: some from the beginning, others once their parts were refused.
#pragma once

#include "velox/agents/observer.hpp"
#include "velox/agents/options.hpp"
#include "velox/agents/survey.hpp"
#include "velox/learn/outcome_table.hpp"

namespace velox::agents {

struct RecordedOutcomes {
  learn::RecordedProject project;  ///< without name, family and digest
  int tries = 0, accepted = 0, bases = 0;
  bool cut = false;  ///< the budget ended before everything was judged
};

inline constexpr int kDeepest = 3;

/// `options` name the project's root, its targets and the budget of all. `depth`: accepted ones in a row, 1..kDeepest. Writes nothing.
/// Errors: those of a survey; cancelled.
Result<RecordedOutcomes> record_outcomes(const Options& options, int depth, const Installation& installation,
                                         Observer& observer);

}  // namespace velox::agents
