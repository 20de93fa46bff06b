// SPDX-License-Identifier: Apache-2.0
// May values go into a set or be keys of a dict, with the answers that `==` gives? Shared by the rules that replace
// searches by look-ups. Each function lowers the claim by what its answer leans on, or refuses with the reason.
#pragma once

#include <optional>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// A value that is looked up or stored. Unknown types pass only when the unit was observed, as an assumption.
bool claim_value(const RuleContext& context, Node at, Node value, Claim& claim, Findings& findings);

/// The elements of a list, tuple, ... whose own type is `fact`.
bool claim_elements(const RuleContext& context, Node list, const std::optional<TypeFact>& fact, Claim& claim,
                    Findings& findings);

}  // namespace velox::rules
