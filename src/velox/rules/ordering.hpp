// SPDX-License-Identifier: Apache-2.0
// Are values totally ordered, and equal ones alike? Asked by the rules that take the smallest of a list by heap, or find
// a place in a sorted one by bisection. Pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "velox/rules/shape.hpp"

namespace velox::rules {

/// int, str, bytes: any two values of the type compare without an exception, and equal ones cannot be told apart. Not
/// float: not-a-number has no place in an order, and -0.0 equals 0.0.
bool ordered_alike(std::string_view type);

/// The elements of a list of the type `fact` are totally ordered and equal ones alike. `values` are the expressions that
/// give every element, so that tuples can be looked into; empty when they are not all known. Unknown elements pass only
/// when the unit was observed, as an assumption.
bool claim_ordered_alike(const RuleContext& context, Node list, const TypeFact& fact, const std::vector<Node>& values,
                         Claim& claim, Findings& findings);

}  // namespace velox::rules
