// SPDX-License-Identifier: Apache-2.0
// The policies that need no learning, and how any is made.
#include "velox/learn/policy.hpp"

#include <algorithm>

#include "velox/base/random.hpp"
#include "velox/learn/bandit.hpp"
#include "velox/learn/dqn_policy.hpp"
#include "velox/learn/greedy_policy.hpp"

namespace velox::learn {

namespace {

constexpr double kWorthless = 1e-4;  ///< of the workload's time: no saving that an experiment could show

class CataloguePolicy final : public Policy {
 public:
  std::string name() const override { return "catalogue"; }
  std::optional<std::size_t> choose(const Moment&) override { return 0; }
};

class RandomPolicy final : public Policy {
 public:
  explicit RandomPolicy(std::uint64_t seed) : random_(seed) {}
  std::string name() const override { return "random"; }
  std::optional<std::size_t> choose(const Moment& moment) override { return random_.below(moment.actions.size()); }

 private:
  Random random_;
};

class ExpectedPolicy final : public Policy {
 public:
  std::string name() const override { return "expected"; }
  std::optional<std::size_t> choose(const Moment& moment) override {
    const auto best = std::ranges::max_element(moment.actions, {}, &Action::expected_saving);
    if (best->expected_saving < kWorthless) return std::nullopt;
    return static_cast<std::size_t>(best - moment.actions.begin());
  }
};

}  // namespace

Result<std::unique_ptr<Policy>> make_policy(PolicySetting setting) {
  if (setting.kind == "catalogue") return std::make_unique<CataloguePolicy>();
  if (setting.kind == "random") return std::make_unique<RandomPolicy>(setting.seed);
  if (setting.kind == "expected") return std::make_unique<ExpectedPolicy>();
  if (setting.kind == "greedy") return std::make_unique<GreedyPolicy>(std::move(setting.experience));
  if (setting.kind == "bandit") return std::make_unique<Bandit>(VX_TRY(Bandit::create(std::move(setting))));
  if (setting.kind == "dqn") return std::make_unique<DqnPolicy>(VX_TRY(DqnPolicy::create(std::move(setting))));
  return fail(ErrorCode::usage, "'" + setting.kind + "' is not a policy",
              "One of catalogue, random, expected, greedy, bandit, dqn.");
}

}  // namespace velox::learn
