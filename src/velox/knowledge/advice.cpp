// SPDX-License-Identifier: Apache-2.0
#include "velox/knowledge/advice.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "velox/base/statistics.hpp"

namespace velox::knowledge {

namespace {

constexpr double kNormalQuantile = 1.959964;  ///< 97.5 %

bool decided(model::VerdictKind kind) { return kind != model::VerdictKind::inconclusive; }

double weight_of(float similarity) { return std::max(0.0F, (similarity - kLeastSimilar) / (1 - kLeastSimilar)); }

void set_interval(Advice& advice) {
  const double n = advice.weight, p = advice.chance, z = kNormalQuantile;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  advice.low = std::max(0.0, centre - half);
  advice.high = std::min(1.0, centre + half);
}

struct Tally {
  Advice advice;
  double accepted_weight = 0;
  std::vector<double> gains, seconds;
};

}  // namespace

std::vector<Advice> advise(std::span<const model::Case> cases, std::span<const Neighbour> neighbours) {
  std::map<std::string, Tally> tallies;
  for (const Neighbour& neighbour : neighbours) {
    const model::Case& known = cases[neighbour.index];
    const double weight = weight_of(neighbour.similarity);
    if (weight <= 0 || !decided(known.verdict)) continue;
    Tally& tally = tallies[known.strategy];
    Advice& advice = tally.advice;
    if (advice.cases++ == 0 || neighbour.similarity > advice.similarity) {
      advice.most_similar = neighbour.index;
      advice.similarity = neighbour.similarity;
    }
    advice.weight += weight;
    tally.seconds.push_back(known.seconds);
    if (known.verdict != model::VerdictKind::accepted) continue;
    ++advice.accepted;
    tally.accepted_weight += weight;
    tally.gains.push_back(known.gain);
  }
  std::vector<Advice> found;
  for (auto& [strategy, tally] : tallies) {
    Advice& advice = tally.advice;
    advice.strategy = strategy;
    advice.chance = tally.accepted_weight / advice.weight;
    advice.gain = median(tally.gains);
    advice.seconds = median(tally.seconds);
    set_interval(advice);
    found.push_back(std::move(advice));
  }
  std::ranges::stable_sort(found, std::greater(), [](const Advice& a) { return a.chance * a.gain; });
  return found;
}

}  // namespace velox::knowledge
