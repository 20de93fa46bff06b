// SPDX-License-Identifier: Apache-2.0
// Learning from recorded projects as if they came one after the other: each is met once, in an order drawn from the seed, and what is
// known of strategies when it is met comes from those before it, never from itself. Pure but for time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "velox/learn/episode_file.hpp"
#include "velox/learn/experience.hpp"
#include "velox/learn/outcome_table.hpp"

namespace velox::learn {

struct TrainingSetting {
  double budget_s = 60;  ///< of each session
  std::uint64_t seed = 1;
  bool keep_decisions = false;  ///< for the trainer of networks
};

struct Trained {
  Experience experience;  ///< of sessions that tried at random
  std::string bandit;     ///< its file after sessions of its own
  /// With decisions kept: on each project sessions of random, greedy and bandit, each stopping by chance too, so that what stopping is
  /// worth can be learned.
  std::vector<Episode> episodes;
};

Trained train_by_replay(const OutcomeTable& projects, const TrainingSetting& setting);

/// velox.transitions/1.
std::string write_episodes(const std::vector<Episode>& episodes);

}  // namespace velox::learn
