// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/agents/policy_choice.hpp"
#include "velox/agents/policy_status.hpp"
#include "velox/agents/session_view.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

// The promoted policy may be broken: in use is what a run would fall back to.
Result<std::string> in_use(const PolicyShelf& shelf, const learn::Experience& experience) {
  return VX_TRY(choose_policy("auto", 1, shelf, experience)).name;
}

// A kind that was trained stands for its newest policy.
Result<std::string> name_of(const std::string& wanted, const PolicyShelf& shelf, const learn::Experience& experience) {
  if (is_name_of_trained(wanted)) {
    if (shelf.find(wanted)) return wanted;
    return fail(ErrorCode::usage, "there is no policy '" + wanted + "' here",
                "`velox learn status` lists those that there are.");
  }
  if (wanted == "auto") return in_use(shelf, experience);
  const auto chosen = VX_TRY(choose_policy(wanted, 1, shelf, experience));
  if (!chosen.warnings.empty()) return fail(ErrorCode::invalid, chosen.warnings.front());
  return chosen.name;
}

std::string sha256_of(const std::string& name, const PolicyShelf& shelf) {
  const auto policy = shelf.find(name);
  return policy ? policy->sha256 : "";
}

// Projects that one of the two was trained on say nothing about code that it has not seen.
std::size_t leave_out_seen(const std::vector<std::string>& policies, const PolicyShelf& shelf,
                           learn::OutcomeTable& outcomes) {
  std::set<std::string> seen;
  for (const std::string& name : policies) {
    if (const auto policy = shelf.find(name))
      seen.insert(policy->trained_on.projects.begin(), policy->trained_on.projects.end());
  }
  return std::erase_if(outcomes, [&](const auto& project) { return seen.contains(project.name); });
}

Result<std::string> newest(const PolicyShelf& shelf) {
  const auto trained = shelf.trained();
  if (!trained.empty()) return trained.back().name;
  return fail(ErrorCode::usage, "no policy was trained here, so there is none to compare",
              "`velox learn train` makes one; kinds such as greedy can be named.");
}

Result<Performance> performance_of(const learn::PolicySetting& policy, const learn::OutcomeTable& outcomes,
                                   const CompareSetting& setting) {
  std::vector<double> shares, costs;
  double reached = 0;
  for (const auto& project : outcomes) {
    const auto yardstick = learn::yardstick_of(project, setting.budget_s);
    if (!yardstick.has_gain()) continue;
    double share = 0, cost = 0;
    for (int seed = 1; seed <= setting.seeds; ++seed) {
      const auto played = VX_TRY(learn::play(policy, project, setting.budget_s, static_cast<std::uint64_t>(seed)));
      const auto score = learn::score_of(played, yardstick);
      share += score.gain_share / setting.seeds;
      cost += score.cost / setting.seeds;
      reached += score.reached ? 1.0 / setting.seeds : 0;
    }
    shares.push_back(share);
    costs.push_back(cost);
  }
  const double count = static_cast<double>(shares.size());
  return Performance{learn::mean_of(shares), learn::mean_of(costs), count > 0 ? reached / count : 0};
}

Json interval_json(const learn::Interval& interval) {
  return {{"value", interval.value}, {"low", interval.low}, {"high", interval.high}, {"count", interval.count}};
}

Json performance_json(const Performance& performance) {
  return {{"gain_share", interval_json(performance.gain_share)},
          {"cost", interval_json(performance.cost)},
          {"reached", performance.reached}};
}

}  // namespace

Result<PolicyComparison> compare_policies(Memory& memory, const CompareSetting& setting) {
  PolicyShelf shelf(memory.home().policies());
  const auto experience = experience_of(VX_TRY(memory.cases()));
  PolicyComparison done;
  auto& kept = done.kept;
  kept.challenger =
      setting.challenger.empty() ? VX_TRY(newest(shelf)) : VX_TRY(name_of(setting.challenger, shelf, experience));
  kept.champion = VX_TRY(name_of(setting.champion.empty() ? "auto" : setting.champion, shelf, experience));
  if (kept.challenger == kept.champion)
    return fail(ErrorCode::usage, "policy " + kept.challenger + " cannot be compared with itself");
  const std::string text = VX_TRY(read_file(setting.outcomes));
  auto outcomes = VX_TRY(learn::read_outcomes(text, setting.outcomes.string()));
  kept.left_out = leave_out_seen({kept.challenger, kept.champion}, shelf, outcomes);
  if (outcomes.empty())
    return fail(ErrorCode::usage,
                fmt::format("{} has no project that {} and {} were not trained on", setting.outcomes.string(),
                            kept.challenger, kept.champion),
                "Record others with `velox learn collect`, or train on a part of them (--slice).");
  const auto challenger = VX_TRY(setting_for(kept.challenger, 1, shelf, experience));
  const auto champion = VX_TRY(setting_for(kept.champion, 1, shelf, experience));
  done.replayed = VX_TRY(learn::compare(challenger, champion, outcomes, setting.budget_s, setting.seeds));
  done.challenger = VX_TRY(performance_of(challenger, outcomes, setting));
  done.champion = VX_TRY(performance_of(champion, outcomes, setting));
  kept.difference = done.replayed.reward.value;
  kept.low = done.replayed.reward.low;
  kept.high = done.replayed.reward.high;
  kept.wins = done.replayed.wins;
  kept.losses = done.replayed.losses;
  kept.challenger_sha256 = sha256_of(kept.challenger, shelf);
  kept.champion_sha256 = sha256_of(kept.champion, shelf);
  kept.outcomes_sha256 = sha256_hex(text);
  kept.projects = outcomes.size();
  kept.seeds = static_cast<std::size_t>(setting.seeds);
  kept.better = learn::deserves_promotion(done.replayed);
  kept.at = utc_timestamp();
  VX_TRY(shelf.add_comparison(kept));
  return done;
}

Result<void> promote_policy(Memory& memory, const std::string& name) {
  PolicyShelf shelf(memory.home().policies());
  const auto experience = experience_of(VX_TRY(memory.cases()));
  const std::string champion = VX_TRY(in_use(shelf, experience));
  if (!is_name_of_trained(name) && !needs_no_training(name))
    return fail(ErrorCode::usage, "'" + name + "' is not a policy", "`velox learn status` lists those that there are.");
  VX_TRY(load_policy(name, 1, shelf, experience));
  if (name == champion) return fail(ErrorCode::conflict, "policy " + name + " is in use already");
  std::optional<ComparedPolicies> last;
  for (auto& compared : shelf.comparisons()) {
    const bool these = compared.challenger == name && compared.challenger_sha256 == sha256_of(name, shelf) &&
                       compared.champion == champion && compared.champion_sha256 == sha256_of(champion, shelf);
    if (these) last = std::move(compared);
  }
  const std::string how = fmt::format("`velox learn compare {} {} --outcomes FILE` does it.", name, champion);
  if (!last)
    return fail(ErrorCode::conflict, fmt::format("policy {} was not compared with {}, which is in use", name, champion),
                how);
  if (last->better && last->low > 0) return shelf.promote(name);
  return fail(ErrorCode::conflict,
              fmt::format("policy {} was not surely better than {}: {:+.3f} [{:+.3f}, {:+.3f}] on {} projects", name,
                          champion, last->difference, last->low, last->high, last->projects),
              "It stays a challenger; more recorded projects or more sessions to learn from may change that.");
}

Json to_json(const PolicyComparison& comparison) {
  Json document = to_json(comparison.kept);
  document["schema"] = "velox.comparison/1";
  document["reward"] = interval_json(comparison.replayed.reward);
  document["area"] = interval_json(comparison.replayed.area);
  document["performance"] = {{"challenger", performance_json(comparison.challenger)},
                             {"champion", performance_json(comparison.champion)}};
  return document;
}

Result<std::string> roll_back_policy(Memory& memory) { return PolicyShelf(memory.home().policies()).roll_back(); }

}  // namespace velox::agents
