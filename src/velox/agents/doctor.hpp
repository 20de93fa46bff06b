// SPDX-License-Identifier: Apache-2.0
// The use case `doctor`: is everything here that Velox needs, and what follows where it is not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/agents/survey.hpp"

namespace velox::agents {

enum class Health { good, limited, broken };

struct Finding {
  std::string subject;  ///< "sandbox"
  Health health = Health::good;
  std::string text;    ///< what was found
  std::string advice;  ///< what to do; empty when good
};

/// Runs the checks; never fails as a whole. `python` as for optimize.
std::vector<Finding> examine(const Installation& installation, const std::optional<std::string>& python);

}  // namespace velox::agents
