// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/replay_session.hpp"

#include <algorithm>
#include <cmath>

#include "velox/learn/session_features.hpp"

namespace velox::learn {

ReplaySession::ReplaySession(const RecordedProject& project, double budget_s) : project_(project) {
  moment_.budget_s = moment_.seconds_left = budget_s;
  for (const RecordedUnit& unit : project.units) {
    moment_.units.push_back(unit.state);
    progress_.push_back({0, std::vector<char>(unit.bases.front().tries.size(), 0)});
  }
  find_legal();
}

void ReplaySession::find_legal() {
  moment_.actions.clear();
  places_.clear();
  for (std::size_t unit = 0; unit < progress_.size(); ++unit) {
    const Progress& progress = progress_[unit];
    if (!progress.base) continue;
    const auto& tries = project_.units[unit].bases[*progress.base].tries;
    for (std::size_t i = 0; i < tries.size(); ++i) {
      const bool parts_tried =
          std::ranges::all_of(tries[i].after, [&](std::size_t part) { return progress.tried[part] != 0; });
      if (progress.tried[i] != 0 || !parts_tried) continue;
      moment_.actions.push_back(tries[i].action);
      places_.push_back({unit, i});
    }
  }
}

Outcome ReplaySession::try_action(std::size_t action) {
  const auto [unit, try_index] = places_[action];
  Progress& progress = progress_[unit];
  const RecordedTry& one = project_.units[unit].bases[*progress.base].tries[try_index];
  Outcome outcome = one.outcome;
  if (outcome.seconds > moment_.seconds_left) outcome = {model::VerdictKind::inconclusive, 0, moment_.seconds_left};
  UnitState& state = moment_.units[unit];
  ++state.tried;
  progress.tried[try_index] = 1;
  moment_.seconds_left -= outcome.seconds;
  if (outcome.verdict == model::VerdictKind::accepted) {
    ++state.accepted;
    state.log_speedup += outcome.log_gain;
    state.own_share *= std::exp(-outcome.log_gain);
    state.cumulative_share *= std::exp(-outcome.log_gain);
    progress.base = one.next;
    if (one.next) progress.tried.assign(project_.units[unit].bases[*one.next].tries.size(), 0);
  }
  find_legal();
  return outcome;
}

std::optional<std::size_t> ReplaySession::find(std::size_t unit, std::size_t base, std::size_t try_index) const {
  if (progress_[unit].base != base) return std::nullopt;
  const auto found = std::ranges::find_if(
      places_, [&](const Place& place) { return place.unit == unit && place.try_index == try_index; });
  if (found == places_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - places_.begin());
}

double ReplaySession::gain() const { return -std::log(workload_left(moment_.units)); }

Trajectory run_session(Policy& policy, const RecordedProject& project, Experience& experience,
                       const SessionSetting& setting) {
  ReplaySession session(project, setting.budget_s);
  Trajectory made{project.name, setting.budget_s, 0, false, {}, {}};
  while (!session.done()) {
    const Moment before = session.moment();
    const auto choice = policy.choose(before);
    if (setting.keep_decisions)
      made.decisions.push_back({situation_of(before, experience),
                                static_cast<std::uint32_t>(choice.value_or(before.actions.size())), 0, false});
    made.stopped = !choice;
    if (!choice) break;
    const Action& action = before.actions[*choice];
    const Outcome outcome = session.try_action(*choice);
    const double reward = reward_of(before, action, outcome);
    made.reward += reward;
    made.steps.push_back({action.unit, action.strategy, outcome, session.seconds(), session.gain()});
    if (setting.keep_decisions) made.decisions.back().reward = static_cast<float>(reward);
    if (setting.learn) policy.learn(before, *choice, outcome);
    experience.add(action.strategy, outcome);
  }
  if (!made.decisions.empty()) made.decisions.back().done = true;
  return made;
}

}  // namespace velox::learn
