// SPDX-License-Identifier: Apache-2.0
// An optimisation session as policies see it: one run on one project, in which experiments on all of its hot units are made one
// after the other until the budget is spent or nothing is worth another one. The same whether experiments are made or replayed from
// recorded outcomes. Plain values, without code and without names but those of strategies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "velox/model/candidate.hpp"
#include "velox/model/verdict.hpp"

namespace velox::learn {

/// A unit under work.
struct UnitState {
  /// Of the original workload's time, 0..1, now: divided by the unit's speed-ups, whatever became of other units.
  double own_share = 0, cumulative_share = 0;
  std::uint64_t calls = 0;
  std::uint32_t lines = 0;
  int size_class = -1;          ///< as model::Case has it
  std::vector<float> code;      ///< the unit's vector (knowledge::UnitVector); empty when it is not known
  int tried = 0, accepted = 0;  ///< candidates, in this session
  double log_speedup = 0;       ///< of the unit, in this session: sum of ln(before / after)
};

/// A candidate that may be tried next, without its edits.
struct Action {
  std::string strategy;  ///< a rule's id; "first + second" of a sequence
  std::size_t unit = 0;  ///< index into Moment::units
  model::Assurance assurance = model::Assurance::tested;
  model::Judging judging = model::Judging::calls;
  bool changes_class = false;  ///< of the cost: O(n) for O(n^2)
  double expected_factor = 1;  ///< of the code that it replaces
  double expected_saving = 0;  ///< share of the original workload's time
};

/// What is known when the next try is chosen.
struct Moment {
  std::vector<UnitState> units;  ///< all hot ones, also those that nothing can be tried on any more
  std::vector<Action> actions;   ///< the legal ones, in the order of the profile and of the catalogue; never empty
  double budget_s = 60, seconds_left = 60;
};

/// What came of a try.
struct Outcome {
  model::VerdictKind verdict = model::VerdictKind::failed;
  double log_gain = 0;  ///< ln(before / after) of the unit, confirmed; 0 unless accepted
  double seconds = 0;   ///< what the experiment cost
};

/// ln(before / after) of a whole when a part `share` of its time (0..1) gets faster by exp(log_gain) (Amdahl).
double workload_gain(double share, double log_gain);

/// What is left of the original workload's time, 0..1: less by what each unit's speed-up saves of its cumulative share. Where a unit
/// and one that it calls save the same time twice, the sum would go too far: all speed-ups multiplied are the most that can be gained.
double workload_left(const std::vector<UnitState>& units);

/// ln(before / after) of the present workload when this unit gets faster by exp(log_gain).
double gain_in(const std::vector<UnitState>& units, std::size_t unit, double log_gain);

/// gain_in less the share of the budget that the experiment took. REQUIRES: budget_s > 0.
double reward_of(const Moment& moment, const Action& action, const Outcome& outcome);

Action action_of(const model::Candidate& candidate, std::size_t unit);
Outcome outcome_of(const model::Verdict& verdict);

}  // namespace velox::learn
