// SPDX-License-Identifier: Apache-2.0
// The policy of a run. A trained one whose file is damaged, of another version or hostile is passed over with a warning, in favour of
// the last good one: a run never fails for its policy.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "velox/agents/policy_shelf.hpp"
#include "velox/learn/policy.hpp"

namespace velox::agents {

struct ChosenPolicy {
  std::string name;  ///< "dqn-2", or the kind
  std::unique_ptr<learn::Policy> policy;
  std::vector<std::string> warnings;
};

/// `wanted` is "auto" (the promoted one; before it was promoted the one before; `expected` in the end), a kind (the newest that was
/// trained, where there is one) or the name of a trained policy. Errors: usage: no policy is called so, or none was trained.
Result<ChosenPolicy> choose_policy(const std::string& wanted, std::uint64_t seed, const PolicyShelf& shelf,
                                   const learn::Experience& experience);

/// How the policy of this name, a trained one or a kind, is made. Errors: not_found, io, invalid: its file.
Result<learn::PolicySetting> setting_for(const std::string& name, std::uint64_t seed, const PolicyShelf& shelf,
                                         const learn::Experience& experience);

/// Exactly the policy of this name, without falling back. Errors: usage, not_found, invalid, unsupported.
Result<std::unique_ptr<learn::Policy>> load_policy(const std::string& name, std::uint64_t seed,
                                                   const PolicyShelf& shelf, const learn::Experience& experience);

}  // namespace velox::agents
