// SPDX-License-Identifier: Apache-2.0
// Recorded outcomes: what every legal candidate of a project's hot units brought and cost, so that sessions can be replayed in
// microseconds. Written by `velox learn collect`, as JSON lines, one project each (schemas/velox.outcomes-1.json).
//
// A unit is a tree of bases: at its root the code as it is, and behind each accepted candidate the code that it gives, down to three
// accepted ones. Units are taken to be independent of each other: what a candidate brings does not depend on what was accepted in
// another unit, except through the unit's share of the time, which is computed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/learn/session.hpp"

namespace velox::learn {

/// A candidate at a base, and what came of it.
struct RecordedTry {
  Action action;  ///< its unit is the index in the project
  Outcome outcome;
  /// Index of the base that it gives, in RecordedUnit::bases, larger than that of its own; only when accepted and looked into.
  std::optional<std::size_t> next;
  /// Earlier tries at the same base that come first: a sequence becomes legal after its parts were tried, and refused.
  std::vector<std::size_t> after;
};

struct RecordedBase {
  std::vector<RecordedTry> tries;
};

struct RecordedUnit {
  UnitState state;                  ///< at the start
  std::vector<RecordedBase> bases;  ///< the first one is the code as it is
};

struct RecordedProject {
  std::string name;    ///< "web/session_store"
  std::string family;  ///< "web"
  std::string digest;  ///< of code, input, interpreter and machine: the same is not recorded again
  std::string python, machine;
  double workload_s = 0;
  std::vector<RecordedUnit> units;  ///< in the order of the profile
};

using OutcomeTable = std::vector<RecordedProject>;

/// Errors: invalid, with the number of the line, and the member that is wrong there. No line gives an empty table.
Result<OutcomeTable> read_outcomes(std::string_view text, std::string_view what);
/// One line, with its end. Of a unit's vector four digits are kept, which is more than it has; all else is kept exactly.
std::string write_outcomes(const RecordedProject& project);

}  // namespace velox::learn
