// SPDX-License-Identifier: Apache-2.0
// A search among the elements of a collection for those with an equal key, `b.k == a.k`, that runs again and again: what
// has to hold for an index, built once in front of the loop, to give the same. Each claim lowers to what its answer leans
// on, or refuses with the reason. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "velox/rules/hoisting.hpp"

namespace velox::rules {

struct KeySearch {
  Node inner;             ///< for_statement or comprehension that walks the collection
  Node target, iterable;  ///< of it
  Node equality;
  Node key_inner, key_outer;       ///< its sides: of an element, and what is looked for
  std::vector<std::string> names;  ///< bound by the target
};

/// Fills in equality, keys and names when `equality` is a comparison by `op` of which one side alone mentions the target,
/// one name or several.
bool find_keys(KeySearch& search, Node equality, std::string_view op);

/// The collection behind `enumerate(x)`, `range(len(x))`, `x.items()`, ...; the expression itself otherwise.
Node collection_of(const RuleContext& context, Node iterable);
/// The attribute or literal item that the key reads, as a word for names: "id" of `user["id"]`; empty otherwise.
std::string key_word(Node key);

/// The collection can be walked more than once.
bool claim_reiterable(const RuleContext& context, const KeySearch& search, Claim& claim, Findings& findings);
/// `piece`, an expression over the target such as the inner key, can be read for each element in front of the loop and is
/// the same all along.
bool claim_stable(const RuleContext& context, const KeySearch& search, Node piece, const HoistPlace& place,
                  Claim& claim, Findings& findings);
/// What is looked for is evaluated once a round then: before the inner loop, and also when that walks nothing.
bool claim_wanted_stays(const RuleContext& context, const KeySearch& search, Claim& claim, Findings& findings);
/// Both keys are hashable with a hash that agrees with `==`.
bool claim_hashable_keys(const RuleContext& context, const KeySearch& search, Claim& claim, Findings& findings);

}  // namespace velox::rules
