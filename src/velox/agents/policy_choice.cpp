// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy_choice.hpp"

#include <algorithm>

namespace velox::agents {

namespace {

constexpr const char* kNames =
    "One of auto, expected, catalogue, random, greedy, bandit, dqn, or a name that `velox learn status` shows.";

// Names in the order in which they are to be tried.
Result<std::vector<std::string>> in_order(const std::string& wanted, const PolicyShelf& shelf) {
  std::vector<std::string> names;
  if (wanted == "auto") return names;
  if (wanted == "bandit" || wanted == "dqn") {
    for (const auto& policy : shelf.trained()) {
      if (policy.kind == wanted) names.insert(names.begin(), policy.name);
    }
    if (wanted == "bandit") names.push_back(wanted);
    if (names.empty())
      return fail(ErrorCode::usage, "no policy of kind dqn was trained here",
                  "`velox learn train --kind dqn` makes one.");
    return names;
  }
  if (is_name_of_trained(wanted)) {
    if (shelf.find(wanted)) return std::vector{wanted};
    return fail(ErrorCode::usage, "there is no policy '" + wanted + "' here",
                "`velox learn status` lists those that there are.");
  }
  if (needs_no_training(wanted)) return std::vector{wanted};
  return fail(ErrorCode::usage, "'" + wanted + "' is not a policy", kNames);
}

// What was in use, the latest first, and what needs nothing.
void add_good_ones(const PolicyShelf& shelf, std::vector<std::string>& names) {
  const auto promotions = shelf.promotions();
  for (auto it = promotions.rbegin(); it != promotions.rend(); ++it) names.push_back(it->name);
  names.emplace_back(kDefaultPolicy);
}

}  // namespace

Result<learn::PolicySetting> setting_for(const std::string& name, std::uint64_t seed, const PolicyShelf& shelf,
                                         const learn::Experience& experience) {
  learn::PolicySetting setting{name, seed, experience, "", ""};
  if (is_name_of_trained(name)) {
    const auto policy = shelf.find(name);
    if (!policy)
      return fail(ErrorCode::not_found, "policy " + name + " is not there, or what is known about it is damaged");
    setting.kind = policy->kind;
    setting.trained = VX_TRY(shelf.bytes(*policy));
    setting.trained_in = shelf.file_of(*policy).string();
  }
  return setting;
}

Result<std::unique_ptr<learn::Policy>> load_policy(const std::string& name, std::uint64_t seed,
                                                   const PolicyShelf& shelf, const learn::Experience& experience) {
  return learn::make_policy(VX_TRY(setting_for(name, seed, shelf, experience)));
}

Result<ChosenPolicy> choose_policy(const std::string& wanted, std::uint64_t seed, const PolicyShelf& shelf,
                                   const learn::Experience& experience) {
  auto names = VX_TRY(in_order(wanted, shelf));
  add_good_ones(shelf, names);
  ChosenPolicy chosen;
  std::vector<std::string> failed;
  for (const std::string& name : names) {
    if (std::ranges::find(failed, name) != failed.end()) continue;
    auto policy = load_policy(name, seed, shelf, experience);
    if (policy) {
      for (std::string& warning : chosen.warnings) warning += "; policy " + name + " is used";
      chosen.name = name;
      chosen.policy = *std::move(policy);
      return chosen;
    }
    failed.push_back(name);
    chosen.warnings.push_back("policy " + name + " cannot be used: " + policy.error().message());
  }
  return fail(ErrorCode::internal, "no policy can be made");
}

}  // namespace velox::agents
