// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/dqn_policy.hpp"

#include "velox/learn/session_features.hpp"

namespace velox::learn {

Result<DqnPolicy> DqnPolicy::create(PolicySetting setting) {
  if (setting.trained.empty()) return fail(ErrorCode::usage, "the policy 'dqn' needs a trained network");
  QFunction network = VX_TRY(QFunction::decode(setting.trained, setting.trained_in));
  const NetworkShape& shape = network.shape();
  if (shape.head != Head::features || shape.state_size != kStateFeatures || shape.action_size != kActionFeatures)
    return fail(ErrorCode::unsupported,
                setting.trained_in + " was trained for other features than version " + std::to_string(kFeaturesVersion),
                "Train it again.");
  return DqnPolicy(std::move(network), std::move(setting.experience));
}

std::optional<std::size_t> DqnPolicy::choose(const Moment& moment) {
  const auto values = network_.values(situation_of(moment, experience_));
  if (!values) return std::nullopt;  // never: `create` has looked at the sizes
  const std::size_t best = best_of(*values);
  return best == moment.actions.size() ? std::nullopt : std::optional(best);
}

void DqnPolicy::learn(const Moment& moment, std::size_t action, const Outcome& outcome) {
  experience_.add(moment.actions[action].strategy, outcome);
}

}  // namespace velox::learn
