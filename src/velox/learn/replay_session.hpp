// SPDX-License-Identifier: Apache-2.0
// A session over a recorded project: what a live one does, with the outcomes looked up instead of measured. An experiment costs the
// seconds that it cost when it was recorded; one that would go beyond the budget ends there, undecided. Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "velox/learn/episode_file.hpp"
#include "velox/learn/experience.hpp"
#include "velox/learn/outcome_table.hpp"
#include "velox/learn/policy.hpp"
#include "velox/learn/session.hpp"

namespace velox::learn {

class ReplaySession {
 public:
  /// The project outlives the session. REQUIRES: budget_s > 0.
  ReplaySession(const RecordedProject& project, double budget_s);

  /// What can be tried now: of each unit's present base what was not tried there yet, sequences only after their parts. Its `actions` are
  /// empty only when there is nothing left.
  const Moment& moment() const { return moment_; }
  /// Nothing left to try, or no time.
  bool done() const { return moment_.actions.empty() || moment_.seconds_left <= 0; }
  /// REQUIRES: not done, and an index into moment().actions.
  Outcome try_action(std::size_t action);

  /// Where a try of a unit's present base stands among the actions; nullopt when it is not legal now.
  std::optional<std::size_t> find(std::size_t unit, std::size_t base, std::size_t try_index) const;
  double seconds() const { return moment_.budget_s - moment_.seconds_left; }
  /// ln(before / after) of the workload so far.
  double gain() const;

 private:
  struct Place {
    std::size_t unit, try_index;
  };
  struct Progress {
    std::optional<std::size_t> base = 0;  // nullopt: behind a candidate that was not looked into
    std::vector<char> tried;              // at that base
  };
  void find_legal();

  const RecordedProject& project_;
  Moment moment_;
  std::vector<Place> places_;  // of each action
  std::vector<Progress> progress_;
};

/// A try, and where the session stood after it.
struct TrajectoryStep {
  std::size_t unit = 0;
  std::string strategy;
  Outcome outcome;
  double seconds = 0;  ///< so far
  double gain = 0;     ///< log gain of the workload so far
};

struct Trajectory {
  std::string project;
  double budget_s = 0;
  double reward = 0;     ///< sum of reward_of
  bool stopped = false;  ///< by the policy; else nothing was left, or no time
  std::vector<TrajectoryStep> steps;
  std::vector<Decision> decisions;  ///< as velox.transitions/1 has them, only when asked for

  double seconds() const { return steps.empty() ? 0 : steps.back().seconds; }
  double gain() const { return steps.empty() ? 0 : steps.back().gain; }
};

struct SessionSetting {
  double budget_s = 60;
  bool learn = true;            ///< tell the policy what came of each choice
  bool keep_decisions = false;  ///< which costs the features of each moment
};

/// Runs a session to its end. Every outcome is added to `experience`, on which the features of decisions rest.
Trajectory run_session(Policy& policy, const RecordedProject& project, Experience& experience,
                       const SessionSetting& setting);

}  // namespace velox::learn
