// SPDX-License-Identifier: Apache-2.0
// The JSON type of the whole program (keys keep their order, so output is stable). Only names: include
// <nlohmann/json.hpp> through base/json_full.hpp in .cpp files that build or read values.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace velox {
using Json = nlohmann::ordered_json;
}  // namespace velox
