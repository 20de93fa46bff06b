// SPDX-License-Identifier: Apache-2.0
// How good a policy is, by sessions over recorded projects: gain against seconds, cost to nearly all of the gain, regret, and whether one
// policy is better than another. Projects are what is drawn at random, so that intervals are over projects: a project's
// value is the mean over the seeds. Pure functions, but for the policies that they make.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "velox/learn/bootstrap.hpp"
#include "velox/learn/outcome_table.hpp"
#include "velox/learn/policy.hpp"
#include "velox/learn/replay_session.hpp"

namespace velox::learn {

/// Of the best known gain: when this much is reached, the rest hardly matters.
inline constexpr double kNearlyAll = 0.95;
/// Fewer projects do not promote a policy.
inline constexpr std::size_t kLeastProjects = 10;
inline constexpr std::size_t kCurvePoints = 61;

/// What a session on a project is measured against.
struct Yardstick {
  double best_gain = 0;      ///< log gain of the workload; 0 where nothing is to be gained
  double whole_cost = 0;     ///< seconds of trying everything, at most the budget
  double oracle_reward = 0;  ///< the most that a session can be worth

  /// Less is within the noise of any workload's measurement.
  bool has_gain() const { return best_gain > 1e-4; }
};

Yardstick yardstick_of(const RecordedProject& project, double budget_s);

/// One session, measured.
struct Score {
  std::vector<double>
      curve;        ///< share of the best known gain at kCurvePoints times from 0 to the budget; empty without a gain
  double area = 0;  ///< mean of that share over the budget
  double cost = 0;  ///< seconds to kNearlyAll of the best known gain
  bool reached = false;   ///< else `cost` is the whole cost, or what was spent if that is more
  double gain_share = 0;  ///< at the end
  double reward = 0, regret = 0;
  double seconds = 0;
};

Score score_of(const Trajectory& trajectory, const Yardstick& yardstick);

/// A new policy of this setting, with its seed drawn from the setting's and `seed`, run on a project. Errors: as make_policy.
Result<Trajectory> play(const PolicySetting& setting, const RecordedProject& project, double budget_s,
                        std::uint64_t seed);

/// Challenger less champion.
struct Comparison {
  Interval area;                       ///< over projects with something to gain
  Interval reward;                     ///< over all projects
  int wins = 0, losses = 0, ties = 0;  ///< projects, by reward
};

/// Both on every project with every seed. Errors: as make_policy. REQUIRES: seeds > 0, budget_s > 0.
Result<Comparison> compare(const PolicySetting& challenger, const PolicySetting& champion, const OutcomeTable& projects,
                           double budget_s, int seeds);

/// The gate: surely worth more (the low end of the reward's interval is above 0), not surely slower (the high end of the area's
/// is not below 0), and seen on at least kLeastProjects projects.
bool deserves_promotion(const Comparison& comparison);

}  // namespace velox::learn
