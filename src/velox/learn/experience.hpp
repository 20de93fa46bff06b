// SPDX-License-Identifier: Apache-2.0
// What became of all experiments so far, by strategy: the memory that policies and features share. It is rebuilt from the store's cases
// and grows during a session. Not thread-safe.
#pragma once

#include <map>
#include <string>

#include "velox/learn/session.hpp"

namespace velox::learn {

/// Of one strategy, in any project.
struct StrategyPast {
  int tried = 0, accepted = 0;
  double mean_log_gain = 0;  ///< of the unit, over the accepted ones
  double mean_seconds = 0;   ///< of an experiment

  void add(const Outcome& outcome);
  bool operator==(const StrategyPast&) const = default;
};

class Experience {
 public:
  Experience() = default;
  explicit Experience(std::map<std::string, StrategyPast> by_strategy);

  void add(const std::string& strategy, const Outcome& outcome);
  /// All zero for one that was never tried. A sequence that was never tried has the past of none.
  StrategyPast of(const std::string& strategy) const;
  /// Over all strategies.
  const StrategyPast& all() const { return all_; }
  /// The chance of a strategy of which nothing is known, 0..1: the mean over strategies, each counted once however often it was tried.
  double usual_chance() const;
  const std::map<std::string, StrategyPast>& by_strategy() const { return by_strategy_; }

 private:
  std::map<std::string, StrategyPast> by_strategy_;
  StrategyPast all_;
  double chances_ = 0;  // sum over strategies
};

/// Of each strategy the past that rests on more tries. Two memories may hold the same experiments, which must not count twice.
Experience richer_of(const Experience& one, const Experience& other);

}  // namespace velox::learn
