// SPDX-License-Identifier: Apache-2.0
// How often code in loops was seen to run, for rewrites that cost something before they gain. Pure functions.
#pragma once

#include <cstdint>
#include <optional>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// How often `node` runs while `region` runs once: the product of the median lengths of what the loops and comprehensions around
/// it, within the region, walk. nullopt when one of them is a `while`, or walks what was not observed.
std::optional<std::uint64_t> seen_turns(const RuleContext& context, Node node, Node region);

}  // namespace velox::rules
