// SPDX-License-Identifier: Apache-2.0
// What a person gets of a run: the picture of its learning curve and the card beside its weights. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "velox-trainer/settings.hpp"
#include "velox/base/json.hpp"
#include "velox/learn/network.hpp"

namespace velox::trainer {

/// curve.html, of the lines of metrics.jsonl.
std::string curve_page(const Settings& settings, const std::vector<Json>& metrics);

/// MODEL.md; `result` is the line of kind "result".
std::string model_card(const Settings& settings, const learn::NetworkPlan& plan, const Json& result);

/// The switches in words: "double, duelling, prioritised, 3-step".
std::string switches(const Settings& settings);

}  // namespace velox::trainer
