// SPDX-License-Identifier: Apache-2.0
// How a function uses a list that it makes itself: where it is bound, which uses only look at it, and whether a
// half-built one could be seen after an exception. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/rules/shape.hpp"

namespace velox::rules {

/// `target = value`, or the matching parts of `a, target = x, value`.
struct Bound {
  Node statement, target, value;
  Node type;          ///< annotation; null without
  bool alone = true;  ///< the statement binds nothing else
};
/// What a store binds its name to; nullopt for other stores (loops, del, chained or unpacking assignments).
std::optional<Bound> bound_by(Node store);

/// Evaluating gives a list that nothing else refers to.
bool makes_fresh_list(const RuleContext& context, Node value);
/// `[]` or `list()`.
bool makes_empty_list(const RuleContext& context, Node value);

/// Stores and loads, each once, in source order.
std::vector<Node> uses_of(const Binding& binding);
bool is_store_of(const Binding& binding, Node use);

/// The use reads the list's content at once and keeps no reference to it. A `for` over it counts as reading.
bool only_reads(const RuleContext& context, Node use);
/// The use is the iterable of a `for` statement (not of a comprehension).
bool is_walked_by_for(Node use);

/// `use.name(...)`: the call.
std::optional<Call> method_on(Node use);
/// `use.append(value)` as a statement: the call.
std::optional<Call> append_to(Node use);

enum class Seen { never, perhaps, surely };
/// Whether code after an exception inside `piece` could read the binding: an enclosing try or context manager within
/// the function, with reads of the binding outside its body.
Seen seen_after_exception(const RuleContext& context, const Binding& binding, Node piece);

/// The local of this function that an identifier means: not captured, not written elsewhere, scope trusted.
const Binding* plain_local(const RuleContext& context, Node identifier);

/// A nested function, lambda or class of `definition` uses the binding (comprehensions do not count).
bool held_by_function(const Binding& binding, Node definition);

/// The statement among the siblings of `inner`'s ancestors that contains it and stands in the same block as `anchor`.
Node sibling_holding(Node inner, Node anchor);

}  // namespace velox::rules
