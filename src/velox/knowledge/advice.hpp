// SPDX-License-Identifier: Apache-2.0
// What past experiments say about a unit: how each strategy fared on units that are built like it, and how sure that is.
// Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "velox/knowledge/similarity_index.hpp"
#include "velox/model/case.hpp"

namespace velox::knowledge {

/// How a strategy fared on similar units. A case counts by its weight: 1 for a unit of the same build, less the less similar it is,
/// 0 below kLeastSimilar.
struct Advice {
  std::string strategy;
  double weight = 0;             ///< of all cases that decided something
  int cases = 0;                 ///< their number
  int accepted = 0;              ///< of these
  double chance = 0;             ///< weighted share that was accepted
  double low = 0, high = 1;      ///< its 95 % interval (Wilson, 1927, with weights for numbers)
  double gain = 0;               ///< median log speed-up of the accepted ones
  double seconds = 0;            ///< median cost of an experiment
  std::size_t most_similar = 0;  ///< index of the nearest case
  float similarity = 0;          ///< its similarity
};

inline constexpr float kLeastSimilar = 0.5F;

/// Of `neighbours` (indices into `cases`) by strategy, the largest expected gain (chance times gain) first. Cases that were cut short
/// by time or noise say nothing and are left out.
std::vector<Advice> advise(std::span<const model::Case> cases, std::span<const Neighbour> neighbours);

}  // namespace velox::knowledge
