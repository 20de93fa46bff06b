// SPDX-License-Identifier: Apache-2.0
// What can be refused without running anything: edits that do not fit the file, a result that does not parse, a unit that is
// gone or has another signature, and constructs that a rewrite for speed has no business to bring in (reaching for the clock,
// the interpreter's inside, files, processes, code made from strings). Names that the unit used already are not new.
//
// Limits: this keeps honest rules honest and stops simple tricks; it is no sandbox and does not have to be one.
#pragma once

#include <string>

#include "velox/base/error.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/unit.hpp"

namespace velox::experiment {

/// How much of a candidate is refused by its text alone.
enum class SafetyStage {
  strict,  ///< all of it: for candidates of strategies
  off      ///< only edits that do not fit or do not parse; everything else is left to the experiment
};

struct SafetyCheck {
  std::string after;       ///< the file's bytes with the edits applied; empty when refused
  std::string reason;      ///< why it is refused, one sentence; empty when it is not
  bool malformed = false;  ///< the edits do not fit or do not parse: a bug of the strategy rather than an attempt
  bool safe() const { return reason.empty(); }
};

/// `before`: the file's current bytes. Error: internal only.
Result<SafetyCheck> check_static_safety(const model::Candidate& candidate, const model::Unit& unit,
                                        const std::string& before, SafetyStage stage = SafetyStage::strict);

}  // namespace velox::experiment
