// SPDX-License-Identifier: Apache-2.0
// Is a value surely an element of a list at the place where it is used? Because a loop takes it out of the list, or because
// a test in front says so. Pure functions.
#pragma once

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// The loop or the test that makes `value` an element of `list` whenever control comes to `at`; null when none does.
/// `region`: a loop, or a statement with a comprehension, around `at` that does not change the list; nothing outside of it
/// is looked at.
Node what_makes_member(const RuleContext& context, Node list, Node value, Node at, Node region);

}  // namespace velox::rules
