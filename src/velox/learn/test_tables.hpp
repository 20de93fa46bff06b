// SPDX-License-Identifier: Apache-2.0
// Small recorded projects with known answers, for tests.
#pragma once

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "velox/learn/outcome_table.hpp"

namespace velox::learn {

/// Refused, after so many seconds.
inline RecordedTry refused(std::string strategy, double seconds) {
  RecordedTry one;
  one.action.strategy = std::move(strategy);
  one.action.expected_factor = 2;
  one.action.expected_saving = 0.1;
  one.outcome = {model::VerdictKind::no_gain, 0, seconds};
  return one;
}

/// Accepted: the unit is `factor` times as fast.
inline RecordedTry accepted(std::string strategy, double factor, double seconds) {
  RecordedTry one = refused(std::move(strategy), seconds);
  one.outcome = {model::VerdictKind::accepted, std::log(factor), seconds};
  return one;
}

inline RecordedTry leading_to(RecordedTry one, std::size_t base) {
  one.next = base;
  return one;
}

inline RecordedTry after(RecordedTry one, std::vector<std::size_t> parts) {
  one.after = std::move(parts);
  return one;
}

/// All of its own share is its cumulative one.
inline RecordedUnit unit_of(double share, std::vector<std::vector<RecordedTry>> bases) {
  RecordedUnit unit;
  unit.state.own_share = unit.state.cumulative_share = share;
  unit.state.calls = 1000;
  unit.state.lines = 12;
  for (auto& tries : bases) unit.bases.push_back({std::move(tries)});
  return unit;
}

inline RecordedProject project_of(std::string name, std::vector<RecordedUnit> units) {
  RecordedProject project{std::move(name), "family", "digest", "CPython 3.11", "machine", 1.5, std::move(units)};
  for (std::size_t unit = 0; unit < project.units.size(); ++unit) {
    for (RecordedBase& base : project.units[unit].bases) {
      for (RecordedTry& one : base.tries) one.action.unit = unit;
    }
  }
  return project;
}

}  // namespace velox::learn
