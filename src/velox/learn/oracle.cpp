// SPDX-License-Identifier: Apache-2.0
// A unit's options are the paths through its tree: what each saves of the workload's time, s, and what it costs, c. The units' savings add up
// (as long as none counts twice), and the reward is f(sum of s) - sum of c with f(s) = -ln(1 - s), which is convex in (s, c). A convex
// function is largest at a corner of the convex hull of all combinations, and each corner is best for some price p in p * s - c,
// where every unit decides alone. So it is enough to raise the price from nothing, one corner of one unit's hull after the other.
#include "velox/learn/oracle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace velox::learn {

namespace {

constexpr std::size_t kMostPaths = 100'000;  ///< of a unit; three accepted candidates deep there are some dozens

/// One way to treat a unit.
struct Option {
  double log_gain = 0, saved = 0, seconds = 0;
  std::vector<PlannedTry> tries;
};

class Paths {
 public:
  Paths(const RecordedUnit& unit, std::size_t index) : unit_(unit), index_(index) {}

  /// All paths of accepted tries, the empty one first.
  std::vector<Option> all() {
    extend(0, {});
    return std::move(found_);
  }

 private:
  void extend(std::size_t base, const Option& path) {
    found_.push_back(path);
    const auto& tries = unit_.bases[base].tries;
    for (std::size_t i = 0; i < tries.size() && found_.size() < kMostPaths; ++i) {
      if (tries[i].outcome.verdict != model::VerdictKind::accepted) continue;
      Option longer = path;
      if (!add_try(base, i, longer)) continue;
      longer.log_gain += tries[i].outcome.log_gain;
      longer.saved = unit_.state.cumulative_share * -std::expm1(-longer.log_gain);
      if (tries[i].next)
        extend(*tries[i].next, longer);
      else
        found_.push_back(std::move(longer));
    }
  }

  /// With what has to be tried before. False when that is accepted, since there is another base behind it.
  bool add_try(std::size_t base, std::size_t i, Option& option) const {
    const auto& tries = unit_.bases[base].tries;
    for (const std::size_t part : tries[i].after) {
      if (tries[part].outcome.verdict == model::VerdictKind::accepted) return false;
      if (std::ranges::find(option.tries, PlannedTry{index_, base, part}) != option.tries.end()) continue;
      if (!add_try(base, part, option)) return false;
    }
    option.tries.push_back({index_, base, i});
    option.seconds += tries[i].outcome.seconds;
    return true;
  }

  const RecordedUnit& unit_;
  std::size_t index_;
  std::vector<Option> found_;
};

/// The corners of the lower right hull: from nothing to the most that can be saved, each saving more at a higher price per share.
std::vector<Option> hull_of(std::vector<Option> options) {
  std::ranges::sort(options, [](const Option& a, const Option& b) {
    return std::pair(a.saved, a.seconds) < std::pair(b.saved, b.seconds);
  });
  const auto price = [](const Option& from, const Option& to) {
    return (to.seconds - from.seconds) / (to.saved - from.saved);
  };
  std::vector<Option> hull;
  for (Option& option : options) {
    if (!hull.empty() && option.saved <= hull.back().saved) continue;  // the same for more
    while (hull.size() > 1 && price(hull.back(), option) <= price(hull[hull.size() - 2], hull.back())) hull.pop_back();
    // Cheaper than what saves less: that is never better.
    while (!hull.empty() && option.seconds <= hull.back().seconds) hull.pop_back();
    hull.push_back(std::move(option));
  }
  return hull;
}

/// From one corner of a unit's hull to the next.
struct Raise {
  std::size_t unit, corner;
  double price;
};

std::vector<Raise> raises_of(const std::vector<std::vector<Option>>& hulls) {
  std::vector<Raise> raises;
  for (std::size_t unit = 0; unit < hulls.size(); ++unit) {
    for (std::size_t corner = 1; corner < hulls[unit].size(); ++corner) {
      const Option &from = hulls[unit][corner - 1], &to = hulls[unit][corner];
      raises.push_back({unit, corner, (to.seconds - from.seconds) / (to.saved - from.saved)});
    }
  }
  std::ranges::stable_sort(raises, {}, &Raise::price);
  return raises;
}

double reward_of_choice(const RecordedProject& project, const std::vector<std::vector<Option>>& hulls,
                        const std::vector<std::size_t>& corners, double budget_s) {
  std::vector<UnitState> units;
  double seconds = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Option& option = hulls[i][corners[i]];
    units.push_back(project.units[i].state);
    units.back().log_speedup = option.log_gain;
    units.back().cumulative_share *= std::exp(-option.log_gain);
    seconds += option.seconds;
  }
  return -std::log(workload_left(units)) - seconds / budget_s;
}

/// The tries of one unit that are still to be put in order.
struct Chain {
  std::vector<PlannedTry> tries;
  std::size_t next = 0;
  double log_gain = 0;  ///< of what was put so far
};

struct Stretch {
  std::size_t tries = 0;
  double saved_per_second = -1;
};

/// The beginning of what is left of a chain that saves the most per second.
Stretch best_stretch(const RecordedProject& project, const Chain& chain) {
  Stretch best;
  double log_gain = chain.log_gain, seconds = 0;
  for (std::size_t i = chain.next; i < chain.tries.size(); ++i) {
    const auto [unit, base, try_index] = chain.tries[i];
    const RecordedUnit& recorded = project.units[unit];
    const Outcome& outcome = recorded.bases[base].tries[try_index].outcome;
    log_gain += outcome.log_gain;
    seconds += outcome.seconds;
    const double saved = recorded.state.cumulative_share * (std::exp(-chain.log_gain) - std::exp(-log_gain));
    const double rate = seconds > 0 ? saved / seconds : saved > 0 ? std::numeric_limits<double>::infinity() : 0;
    if (rate > best.saved_per_second) best = {i + 1 - chain.next, rate};
  }
  return best;
}

std::vector<PlannedTry> in_order(const RecordedProject& project, std::vector<Chain> chains) {
  std::vector<PlannedTry> plan;
  while (true) {
    Chain* best = nullptr;
    Stretch most;
    for (Chain& chain : chains) {
      const Stretch stretch = best_stretch(project, chain);
      if (stretch.tries == 0 || stretch.saved_per_second <= most.saved_per_second) continue;
      best = &chain;
      most = stretch;
    }
    if (best == nullptr) return plan;
    for (std::size_t i = 0; i < most.tries; ++i) {
      const PlannedTry& one = best->tries[best->next++];
      best->log_gain += project.units[one.unit].bases[one.base].tries[one.try_index].outcome.log_gain;
      plan.push_back(one);
    }
  }
}

}  // namespace

std::vector<PlannedTry> best_plan(const RecordedProject& project, double budget_s) {
  std::vector<std::vector<Option>> hulls;
  for (std::size_t i = 0; i < project.units.size(); ++i) hulls.push_back(hull_of(Paths(project.units[i], i).all()));
  std::vector<std::size_t> corners(hulls.size(), 0), best = corners;
  // What costs nothing to begin with may already save something, so that the first choice is looked at too.
  double most = reward_of_choice(project, hulls, corners, budget_s), seconds = 0;
  for (const Raise& raise : raises_of(hulls)) {
    const double more = hulls[raise.unit][raise.corner].seconds - hulls[raise.unit][raise.corner - 1].seconds;
    if (corners[raise.unit] + 1 != raise.corner || seconds + more > budget_s) continue;
    corners[raise.unit] = raise.corner;
    seconds += more;
    const double reward = reward_of_choice(project, hulls, corners, budget_s);
    if (reward <= most) continue;
    most = reward;
    best = corners;
  }
  std::vector<Chain> chains;
  for (std::size_t i = 0; i < hulls.size(); ++i) chains.push_back({hulls[i][best[i]].tries, 0, 0});
  return in_order(project, std::move(chains));
}

Trajectory run_oracle(const RecordedProject& project, double budget_s) {
  ReplaySession session(project, budget_s);
  Trajectory made{project.name, budget_s, 0, false, {}, {}};
  for (const PlannedTry& planned : best_plan(project, budget_s)) {
    const auto place = session.find(planned.unit, planned.base, planned.try_index);
    if (session.done() || !place) break;
    const Moment before = session.moment();
    const Outcome outcome = session.try_action(*place);
    made.reward += reward_of(before, before.actions[*place], outcome);
    made.steps.push_back({planned.unit, before.actions[*place].strategy, outcome, session.seconds(), session.gain()});
  }
  made.stopped = !session.done();
  return made;
}

double best_known_gain(const RecordedProject& project) {
  std::vector<UnitState> units;
  for (std::size_t i = 0; i < project.units.size(); ++i) {
    const auto options = Paths(project.units[i], i).all();
    const double log_gain = std::ranges::max(options, {}, &Option::log_gain).log_gain;
    units.push_back(project.units[i].state);
    units.back().log_speedup = log_gain;
    units.back().cumulative_share *= std::exp(-log_gain);
  }
  return -std::log(workload_left(units));
}

double whole_cost(const RecordedProject& project) {
  ReplaySession session(project, std::numeric_limits<double>::max());
  double seconds = 0;
  while (!session.done()) seconds += session.try_action(0).seconds;
  return seconds;
}

}  // namespace velox::learn
