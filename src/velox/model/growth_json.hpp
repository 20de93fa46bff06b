// SPDX-License-Identifier: Apache-2.0
// Growth as JSON, as reports and patch records hold it (schemas/velox.optimize-1.json, "growth").
#pragma once

#include <optional>

#include "velox/base/json.hpp"
#include "velox/model/growth.hpp"

namespace velox::model {

/// null for none.
Json growth_json(const std::optional<Growth>& growth);
/// Nothing for what is no object.
std::optional<Growth> read_growth(const Json& value);

}  // namespace velox::model
