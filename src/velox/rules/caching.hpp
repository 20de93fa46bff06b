// SPDX-License-Identifier: Apache-2.0
// May the results of a function be kept in functools.lru_cache? Shared by the rules that add one. Pure functions.
#pragma once

#include <string>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// Why the unit cannot have a cache, whatever it computes: a method, a generator, decorated, ...; empty when it can.
std::string unfit_for_cache(const RuleContext& context);

/// The arguments can be keys that tell apart what the function tells apart, it only computes, and nobody can change its results.
/// Lowers the claim by what that leans on, or refuses with the reason.
bool claim_cacheable(const RuleContext& context, Claim& claim, Findings& findings);

/// Adds `@functools.lru_cache(arguments)` above the definition. The candidate keeps state, so it is judged on whole sequences of
/// calls.
void add_cache(const RuleContext& context, const Claim& claim, const std::string& arguments, std::string why,
               Findings& findings);

}  // namespace velox::rules
