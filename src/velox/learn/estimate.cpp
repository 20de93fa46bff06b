// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace velox::learn {

namespace {

constexpr double kPriorTries = 2;       ///< as many tries the mean of all strategies counts
constexpr double kPriorAccepted = 1;    ///< as many accepted ones the page's figure counts
constexpr double kUsualSeconds = 4;     ///< of an experiment, where none was ever made
constexpr double kLeastSeconds = 0.05;  ///< nothing is free
constexpr double kMostSaved = 0.98;     ///< of a unit's time; a page that promises more promises a factor of 50

/// What the page's figures say that the unit gains. The saving counts only the lines that the candidate reaches.
double gain_by_page(const UnitState& unit, const Action& action) {
  if (unit.cumulative_share <= 0) return 0;
  return -std::log1p(-std::clamp(action.expected_saving / unit.cumulative_share, 0.0, kMostSaved));
}

}  // namespace

Estimate estimate_of(const Moment& moment, const Action& action, const Experience& experience) {
  const StrategyPast past = experience.of(action.strategy);
  const StrategyPast& all = experience.all();
  const double usual_seconds = all.tried > 0 ? all.mean_seconds : kUsualSeconds;
  Estimate estimate;
  estimate.chance = (past.accepted + kPriorTries * experience.usual_chance()) / (past.tried + kPriorTries);
  estimate.log_gain =
      (past.accepted * past.mean_log_gain + kPriorAccepted * gain_by_page(moment.units[action.unit], action)) /
      (past.accepted + kPriorAccepted);
  estimate.seconds = (past.tried * past.mean_seconds + kPriorTries * usual_seconds) / (past.tried + kPriorTries);
  estimate.seconds = std::max(estimate.seconds, kLeastSeconds);
  return estimate;
}

double expected_gain(const Moment& moment, const Action& action, const Estimate& estimate) {
  return estimate.chance * gain_in(moment.units, action.unit, estimate.log_gain);
}

}  // namespace velox::learn
