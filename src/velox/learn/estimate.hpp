// SPDX-License-Identifier: Apache-2.0
// What a try should bring and cost by the strategy's past, drawn towards the page's figures and the mean of all strategies where there is
// little of it. Pure functions.
#pragma once

#include "velox/learn/experience.hpp"
#include "velox/learn/session.hpp"

namespace velox::learn {

struct Estimate {
  double chance = 0;    ///< of being accepted, 0..1
  double log_gain = 0;  ///< of the unit, when accepted
  double seconds = 0;   ///< of the experiment, above 0
};

/// REQUIRES: the action's unit is one of the moment's.
Estimate estimate_of(const Moment& moment, const Action& action, const Experience& experience);

/// The workload's log gain to be expected.
double expected_gain(const Moment& moment, const Action& action, const Estimate& estimate);

}  // namespace velox::learn
