// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy.hpp"

#include <algorithm>

#include "velox/base/random.hpp"

namespace velox::agents {

namespace {

constexpr double kWorthless = 1e-4;

class ExpectedPolicy final : public Policy {
 public:
  std::string name() const override { return "expected"; }
  std::optional<std::size_t> choose(const std::vector<model::Candidate>& legal) override {
    const auto best = std::max_element(
        legal.begin(), legal.end(), [](const auto& a, const auto& b) { return a.expected_saving < b.expected_saving; });
    if (best->expected_saving < kWorthless) return std::nullopt;
    return static_cast<std::size_t>(best - legal.begin());
  }
};

class CataloguePolicy final : public Policy {
 public:
  std::string name() const override { return "catalogue"; }
  std::optional<std::size_t> choose(const std::vector<model::Candidate>&) override { return 0; }
};

class RandomPolicy final : public Policy {
 public:
  explicit RandomPolicy(std::uint64_t seed) : random_(seed) {}
  std::string name() const override { return "random"; }
  std::optional<std::size_t> choose(const std::vector<model::Candidate>& legal) override {
    return random_.below(legal.size());
  }

 private:
  Random random_;
};

}  // namespace

Result<std::unique_ptr<Policy>> make_policy(const std::string& name, std::uint64_t seed) {
  if (name == "auto" || name == "expected") return std::make_unique<ExpectedPolicy>();
  if (name == "catalogue") return std::make_unique<CataloguePolicy>();
  if (name == "random") return std::make_unique<RandomPolicy>(seed);
  return fail(ErrorCode::usage, "'" + name + "' is not a policy", "One of auto, expected, catalogue, random.");
}

}  // namespace velox::agents
