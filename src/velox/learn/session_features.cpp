// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/session_features.hpp"

#include <algorithm>
#include <cmath>

#include "velox/base/random.hpp"
#include "velox/learn/estimate.hpp"

namespace velox::learn {

namespace {

constexpr std::uint64_t kSigns = 20130211;  ///< seed of the projection: another one is another version of the features

/// Counts over many orders of magnitude: 0 at 0, 1 at `most` and beyond.
float log_scaled(double count, double most) {
  return static_cast<float>(std::min(std::log1p(std::max(count, 0.0)) / std::log1p(most), 1.0));
}

/// Unbounded numbers around 0 into (-1, 1), nearly as they are where they are small.
float squashed(double number) { return static_cast<float>(std::tanh(number)); }

float as_number(bool yes) { return yes ? 1.0F : 0.0F; }

/// A saving of a tenth of a per cent and one of a half differ in kind as well as in size.
float order_of(double saving) { return log_scaled(saving * 1e4, 1e4); }

struct Savings {
  double best = 0, mean = 0;
};

Savings expected_savings(const std::vector<Action>& actions) {
  Savings savings;
  for (const Action& action : actions) {
    savings.best = std::max(savings.best, action.expected_saving);
    savings.mean += action.expected_saving / static_cast<double>(actions.size());
  }
  return savings;
}

void append_candidate(const Action& action, std::vector<float>& out) {
  out.insert(
      out.end(),
      {0,  // not stopping
       static_cast<float>(action.expected_saving), order_of(action.expected_saving),
       squashed(std::log(std::max(action.expected_factor, 1e-3)) / kSquash),
       as_number(action.assurance == model::Assurance::proven), as_number(action.assurance == model::Assurance::tested),
       as_number(action.assurance == model::Assurance::observed), as_number(action.judging == model::Judging::sequence),
       as_number(action.judging == model::Judging::workload), as_number(action.changes_class),
       as_number(action.strategy.find(" + ") != std::string::npos)});
}

void append_unit(const UnitState& unit, std::vector<float>& out) {
  out.insert(out.end(),
             {static_cast<float>(unit.own_share), static_cast<float>(unit.cumulative_share),
              log_scaled(static_cast<double>(unit.calls), 1e7), log_scaled(unit.lines, 1000),
              // Sizes from 1 to 16 million; below 0 when nothing has a size.
              unit.size_class < 0 ? -0.5F : std::min(static_cast<float>(unit.size_class) / 24, 1.0F),
              log_scaled(unit.tried, 50), log_scaled(unit.accepted, 10), squashed(unit.log_speedup / kSquash)});
}

void append_past(const Moment& moment, const Action& action, const Experience& experience, std::vector<float>& out) {
  const Estimate estimate = estimate_of(moment, action, experience);
  const double gain = expected_gain(moment, action, estimate);
  out.insert(out.end(), {static_cast<float>(estimate.chance), log_scaled(experience.of(action.strategy).tried, 1000),
                         squashed(estimate.log_gain / kSquash), squashed(std::log(estimate.seconds) / kSquash),
                         squashed(gain), squashed(gain - estimate.seconds / moment.budget_s)});
}

void append_action(const Moment& moment, const Action& action, const std::vector<float>& code,
                   const Experience& experience, std::vector<float>& out) {
  append_candidate(action, out);
  append_unit(moment.units[action.unit], out);
  append_past(moment, action, experience, out);
  out.insert(out.end(), code.begin(), code.end());
}

}  // namespace

std::vector<float> projected_code(std::span<const float> code) {
  std::vector<float> sums(kCodeFeatures, 0);
  for (std::size_t i = 0; i < code.size(); ++i) {
    const std::uint64_t signs = Random(kSigns + i).next();
    for (std::size_t k = 0; k < kCodeFeatures; ++k) sums[k] += ((signs >> k) & 1) != 0 ? code[i] : -code[i];
  }
  // A vector of length 1 gives sums of about 1 each.
  for (float& sum : sums) sum = squashed(sum / 2);
  return sums;
}

std::vector<float> state_features(const Moment& moment) {
  int tried = 0, accepted = 0;
  double largest_share = 0;
  for (const UnitState& unit : moment.units) {
    tried += unit.tried;
    accepted += unit.accepted;
    largest_share = std::max(largest_share, unit.cumulative_share);
  }
  const Savings savings = expected_savings(moment.actions);
  return {static_cast<float>(std::clamp(moment.seconds_left / moment.budget_s, 0.0, 1.0)),
          log_scaled(moment.budget_s, 3600),
          log_scaled(tried, 100),
          log_scaled(accepted, 20),
          squashed(-std::log(workload_left(moment.units)) / kSquash),
          static_cast<float>(savings.best),
          order_of(savings.best),
          order_of(savings.mean),
          log_scaled(static_cast<double>(moment.actions.size()), 200),
          log_scaled(static_cast<double>(moment.units.size()), 50),
          static_cast<float>(largest_share)};
}

std::vector<float> action_features(const Moment& moment, const Experience& experience) {
  std::vector<std::vector<float>> codes;
  codes.reserve(moment.units.size());
  for (const UnitState& unit : moment.units) codes.push_back(projected_code(unit.code));
  std::vector<float> rows;
  rows.reserve((moment.actions.size() + 1) * kActionFeatures);
  for (const Action& action : moment.actions) append_action(moment, action, codes[action.unit], experience, rows);
  return rows;
}

std::vector<float> action_features(const Moment& moment, std::size_t action, const Experience& experience) {
  const Action& chosen = moment.actions[action];
  std::vector<float> row;
  append_action(moment, chosen, projected_code(moment.units[chosen.unit].code), experience, row);
  return row;
}

std::vector<float> stop_features() {
  std::vector<float> features(kActionFeatures, 0);
  features.front() = 1;
  return features;
}

Situation situation_of(const Moment& moment, const Experience& experience) {
  Situation situation{state_features(moment), action_features(moment, experience)};
  const auto stop = stop_features();
  situation.actions.insert(situation.actions.end(), stop.begin(), stop.end());
  return situation;
}

}  // namespace velox::learn
