// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy_status.hpp"

#include <algorithm>

#include "velox/agents/policy_choice.hpp"
#include "velox/agents/session_view.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

std::vector<StrategyRecord> records_of(const learn::Experience& experience) {
  std::vector<StrategyRecord> records;
  for (const auto& [strategy, past] : experience.by_strategy())
    records.push_back({strategy, past.tried, past.accepted, past.mean_log_gain, past.mean_seconds});
  std::ranges::stable_sort(records, std::greater(), &StrategyRecord::tried);
  return records;
}

ShelvedPolicy look_at(const TrainedPolicy& policy, const PolicyShelf& shelf,
                      const std::vector<ComparedPolicies>& comparisons) {
  ShelvedPolicy shelved{policy, "", std::nullopt};
  if (const auto usable = load_policy(policy.name, 1, shelf, {}); !usable) shelved.problem = usable.error().message();
  for (const auto& compared : comparisons) {
    if (compared.challenger == policy.name && compared.challenger_sha256 == policy.sha256) shelved.last = compared;
  }
  return shelved;
}

}  // namespace

Result<PolicyStatus> policy_status(Memory& memory) {
  const PolicyShelf shelf(memory.home().policies());
  PolicyStatus status;
  status.in_use = shelf.promoted();
  const auto promotions = shelf.promotions();
  if (!promotions.empty()) {
    status.since = promotions.back().at;
    status.before = promotions.size() > 1 ? promotions[promotions.size() - 2].name : kDefaultPolicy;
  }
  status.sessions = VX_TRY(memory.count_episodes());
  const auto cases = VX_TRY(memory.cases());
  status.experiments = cases.size();
  status.strategies = records_of(experience_of(cases));
  const auto comparisons = shelf.comparisons();
  for (const auto& policy : shelf.trained()) status.trained.push_back(look_at(policy, shelf, comparisons));
  return status;
}

Json to_json(const PolicyStatus& status) {
  const auto optional_text = [](const std::optional<std::string>& text) { return text ? Json(*text) : Json(); };
  Json trained = Json::array(), strategies = Json::array();
  for (const auto& shelved : status.trained) {
    trained.push_back({{"name", shelved.policy.name},
                       {"kind", shelved.policy.kind},
                       {"made_at", shelved.policy.made_at},
                       {"sessions", shelved.policy.trained_on.sessions},
                       {"projects", shelved.policy.trained_on.projects.size()},
                       {"problem", shelved.problem},
                       {"last_comparison", shelved.last ? to_json(*shelved.last) : Json()}});
  }
  for (const auto& record : status.strategies) {
    strategies.push_back({{"strategy", record.strategy},
                          {"tried", record.tried},
                          {"accepted", record.accepted},
                          {"log_gain", record.log_gain},
                          {"seconds", record.seconds}});
  }
  return {{"schema", "velox.learn-status/1"},     {"in_use", status.in_use},
          {"since", optional_text(status.since)}, {"before", optional_text(status.before)},
          {"sessions", status.sessions},          {"experiments", status.experiments},
          {"trained", std::move(trained)},        {"strategies", std::move(strategies)}};
}

}  // namespace velox::agents
