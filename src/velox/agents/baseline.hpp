// SPDX-License-Identifier: Apache-2.0
// A file of findings that are known and not to be told again, so that a project can begin with what is new. A finding is known by
// its fingerprint, which does not depend on line numbers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "velox/agents/analyzer.hpp"

namespace velox::agents {

/// Takes the findings out that `file` knows, as often as it knows them; how many. Errors: not_found, invalid.
Result<int> leave_out_known(const fs::path& file, std::vector<Opportunity>& opportunities);

/// `velox.baseline/1`: the findings that are known from now on.
Result<void> write_baseline(const fs::path& file, const std::vector<Opportunity>& opportunities);

}  // namespace velox::agents
