// SPDX-License-Identifier: Apache-2.0
// Where a value that does not change inside loops can be computed once. Pure functions over Facts.
#pragma once

#include <optional>
#include <string>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

struct HoistPlace {
  Node region;  ///< the outermost loop or comprehension in which the expression is invariant
  Node anchor;  ///< the statement in front of which it can be computed; starts its line
};

/// The furthest place out of the loops around `use` at which `expression` has the value it has at `use`. nullopt when it is
/// not invariant even in the innermost loop, or when no statement can be put in front. A loop that pauses (yield, await)
/// and a generator that runs later let other code in between; then only objects that nobody else can reach count as
/// invariant. When the facts cannot exclude that unknown code (an operator of an unknown class, a call) changes the
/// object, an observed unit may still take what the code shows: the claim then lists the assumption.
std::optional<HoistPlace> hoist_place(const RuleContext& context, Node use, Node expression, Claim& claim);

/// As far as the code of `region` shows, nothing rebinds or changes what a name or attribute path denotes: it is only
/// compared, indexed, walked, asked by methods that change nothing, or handed to builtins that keep nothing. The functions,
/// properties and special methods of the module that may run there are looked at too.
bool seems_unchanged(const Facts& facts, Node path, Node region);
/// The code of the module shows that something in `region`, or a function that it may run, changes what the expression
/// reads, or that reading it does more than give a value.
bool visibly_changed(const Facts& facts, Node expression, Node region);
/// Whether the construct around an identifier or attribute only looks at the object.
bool only_looks(const Facts& facts, Node value);
/// A method of builtin classes that changes nothing and keeps nothing, one that changes its object in place, and a function
/// of the library, by its dotted name, that changes nothing and keeps nothing.
bool looking_method(std::string_view name);
bool changing_method(std::string_view name);
bool looking_builtin(std::string_view name);

/// Whether a generator expression is used up where it stands: the argument of a builtin or method that exhausts or asks
/// it. Others may run later, when what they read has changed.
bool consumed_at_once(const Facts& facts, Node generator);

/// "`items` may change inside the loop: `items.append(x)` on line 12", for a refusal.
std::string why_not_invariant(Node expression, Node region);

/// Every local that the expression reads is surely bound when control comes to the statement `at`: it is a parameter, the
/// target of a loop around `at`, or assigned by a statement that always runs before and never deleted.
bool surely_bound(const RuleContext& context, Node expression, Node at);

}  // namespace velox::rules
