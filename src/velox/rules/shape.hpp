// SPDX-License-Identifier: Apache-2.0
// Further matchers that several rules share, on top of rewrite.hpp: literals, slices, places in a body, and what guards
// say about emptiness. Pure functions.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// The value of `3` or `-1` (decimal, no underscores).
std::optional<long> int_literal(Node expression);
/// True for a name or a dotted path of names (`self.items`).
bool is_path(Node expression);
/// An expression's text, in parentheses where a comma, `for` or `if` after it would tear it apart.
std::string operand(Node expression);

/// The only index of `value[index]`; no node for several indices.
Node only_index(Node subscript);
/// The bounds of `value[lower:upper]`, either of which may be absent; nullopt for other subscripts and for a step.
struct Slice {
  Node lower, upper;
};
std::optional<Slice> slice_of(Node subscript);
/// The three parts of `value if condition else other`.
struct Choice {
  Node value, condition, other;
};
std::optional<Choice> choice_of(Node node);

bool has_comment(Node piece);
/// Whether a node of one of these kinds occurs at or below `piece`, nested functions included.
bool has_kind(Node piece, std::initializer_list<source::KindName> kinds);
bool is_kind(Node node, std::initializer_list<source::KindName> kinds);
/// Something that has a value: what may stand for a metavariable.
bool is_expression(Node node);
/// True when a `break` or `continue` in `piece` belongs to a loop around it, so that control may leave the piece without
/// reaching what stands behind it. Those in the `else` of a loop belong to the next loop out. Returns and exceptions are not
/// looked at: they leave the function, or are for the caller to judge.
bool jumps_out(Node piece);

/// The opposite of a condition as one would write it: `x not in y` for `x in y`, `not (a or b)` for `a or b`.
std::string negated(Node condition);
/// The parts of a condition that all hold (`and`), or of which one holds (`or`), in order.
std::vector<Node> operands_of(Node condition, std::string_view op);
/// The single targets in the target of a loop or assignment, nested ones included: names, attributes, subscripts.
std::vector<Node> parts_of_target(Node target);
/// The comments in `piece` but not in `except`, one a line, to stand in front of what replaces `piece`.
std::string comments_to_keep(const RuleContext& context, Node piece, Node except);

/// The closest earlier sibling that is no comment; the closest later one.
Node previous_statement(Node statement);
Node next_statement(Node statement);
/// The closest ancestor of one of these kinds within the function; no node otherwise.
Node climb_to(Node node, std::initializer_list<source::KindName> kinds);
/// The function_definition, lambda, class_definition or module around a node.
Node scope_around(Node node);
/// True for return, raise, continue and break.
bool jumps_away(Node statement);
/// True when the value is only tested for truth: a condition, `not`, or an operand of `and`/`or` that ends in one.
bool only_tested(Node expression);

/// A plain call of a builtin (a bare generator expression counts as its one argument).
std::optional<Call> builtin_call(const RuleContext& context, Node node, std::string_view name);

/// The value of an int literal, or of a name that is bound once, to one. Another module could bind a module's constant anew:
/// the claim is lowered by that.
std::optional<long> fixed_int(const RuleContext& context, Node expression, Claim& claim);
/// The length that a parameter, a local or a field of self had in half of the observed calls; nullopt when not observed.
std::optional<std::uint64_t> seen_length(const RuleContext& context, Node container);

/// True when the value of `container` surely has an element whenever `at` is evaluated: it is a display with
/// elements, or a dominating test of its truth or length says so and nothing in between could have emptied it.
/// `container` has to be of a built-in type for the answer to mean anything.
bool surely_nonempty(const RuleContext& context, Node container, Node at);

enum class Sorted { by_value, by_key };
/// Lists what sorting, min, max, bisect and heapq need to agree: a total order of the elements, or of their keys.
void assume_total_order(Node container, Sorted sorted, Claim& claim);

}  // namespace velox::rules
