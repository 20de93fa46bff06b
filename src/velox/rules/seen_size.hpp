// SPDX-License-Identifier: Apache-2.0
// How large the containers were that code works on, as far as capture saw. Sizes are numbers of elements. Pure functions.
#pragma once

#include <optional>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

struct SeenSize {
  double typical = 0;  ///< in half of the calls that were looked at
  double largest = 0;
};

/// What a loop over `iterable` walks from end to end: `xs` for `xs`, `enumerate(xs)`, `range(len(xs))`, `xs[:]` and
/// `xs.items()`; null for other expressions.
Node walked_container(Node iterable);

/// Of a parameter when calls began, or of a local that is bound once and never changed. nullopt when nothing was seen, or when
/// the size may be another one where the name is used: it is bound again, or elements are added to it.
std::optional<SeenSize> seen_elements(const RuleContext& context, Node name);

/// How often a loop over `iterable` turns: as seen_elements, as a display of elements says, or as the number that `range` counts
/// to was.
std::optional<SeenSize> seen_turns(const RuleContext& context, Node iterable);
/// The same for the innermost loop or comprehension that repeats `node`; nullopt for a `while` loop and outside of loops.
std::optional<SeenSize> seen_turns_around(const RuleContext& context, Node node);

/// There is one loop around `node`, and it never turned twice: what is built in front of it for its turns is used once at most.
bool turns_once(const RuleContext& context, Node node);

/// Of what a candidate works on: the largest container that the code which it replaces names. nullopt unless every loop in
/// that code, or else the innermost one around it, walks something of known size.
std::optional<SeenSize> seen_size(const RuleContext& context, const model::Candidate& candidate);

}  // namespace velox::rules
