// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/experience.hpp"

namespace velox::learn {

namespace {

/// The mean of `weight` values and of `other_weight` others.
double pooled(double mean, int weight, double other_mean, int other_weight) {
  if (weight + other_weight == 0) return 0;
  return (mean * weight + other_mean * other_weight) / (weight + other_weight);
}

/// One success and one failure are thought to have been seen before any.
double chance_of(const StrategyPast& past) { return (past.accepted + 1.0) / (past.tried + 2.0); }

}  // namespace

void StrategyPast::add(const Outcome& outcome) {
  ++tried;
  mean_seconds += (outcome.seconds - mean_seconds) / tried;
  if (outcome.verdict != model::VerdictKind::accepted) return;
  ++accepted;
  mean_log_gain += (outcome.log_gain - mean_log_gain) / accepted;
}

Experience::Experience(std::map<std::string, StrategyPast> by_strategy) : by_strategy_(std::move(by_strategy)) {
  for (const auto& [strategy, past] : by_strategy_) {
    all_.mean_log_gain = pooled(all_.mean_log_gain, all_.accepted, past.mean_log_gain, past.accepted);
    all_.mean_seconds = pooled(all_.mean_seconds, all_.tried, past.mean_seconds, past.tried);
    all_.tried += past.tried;
    all_.accepted += past.accepted;
    chances_ += chance_of(past);
  }
}

void Experience::add(const std::string& strategy, const Outcome& outcome) {
  const auto [place, is_new] = by_strategy_.try_emplace(strategy);
  if (!is_new) chances_ -= chance_of(place->second);
  place->second.add(outcome);
  chances_ += chance_of(place->second);
  all_.add(outcome);
}

double Experience::usual_chance() const {
  // As if two strategies had been seen before, of which one pays.
  return (chances_ + 1) / (static_cast<double>(by_strategy_.size()) + 2);
}

StrategyPast Experience::of(const std::string& strategy) const {
  const auto known = by_strategy_.find(strategy);
  return known == by_strategy_.end() ? StrategyPast{} : known->second;
}

Experience richer_of(const Experience& one, const Experience& other) {
  auto by_strategy = one.by_strategy();
  for (const auto& [strategy, past] : other.by_strategy()) {
    StrategyPast& kept = by_strategy[strategy];
    if (past.tried > kept.tried) kept = past;
  }
  return Experience(std::move(by_strategy));
}

}  // namespace velox::learn
