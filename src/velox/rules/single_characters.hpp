// SPDX-License-Identifier: Apache-2.0
// Is a string surely one character long? Then counting it as a substring and as an element are the same. Pure functions.
#pragma once

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// True when `value` is always a str of length 1; lowers the claim by what the answer leans on.
bool claim_single_character(const RuleContext& context, Node value, Claim& claim);

}  // namespace velox::rules
