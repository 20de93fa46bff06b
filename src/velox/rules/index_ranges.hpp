// SPDX-License-Identifier: Apache-2.0
// Loops over positions of a list, as in `for i in range(len(xs) - k + 1)`: between which bounds does an index run, and does
// `xs[i:i + k]` stay within the list? Bounds are sums of names, the length and whole numbers. Pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// A sum: names by their text, each with a factor, and a number. `len(xs)` of the list in question is the name kLength.
struct Linear {
  static constexpr const char* kLength = "len";
  std::map<std::string, long> terms;
  long number = 0;

  static Linear length() { return {{{kLength, 1}}, 0}; }
  Linear plus(const Linear& other, long factor = 1) const;
  Linear minus(const Linear& other) const { return plus(other, -1); }
  Linear plus(long more) const { return {terms, number + more}; }
};

/// An index that runs from `first` upwards, and stays in front of `behind`.
struct IndexRange {
  Node loop;    ///< for_statement or comprehension
  Node clause;  ///< the statement itself, or the clause that binds the index
  Linear first, behind;
};

/// Control leaves the function in front of `at`, in a block around it, when the variable is negative: `if k < 1: return`. For one that
/// is bound once.
bool left_when_negative(std::string_view name, Node at);

class IndexBounds {
 public:
  /// `list`: a plain name; `claim` is lowered by what the answers lean on.
  IndexBounds(const RuleContext& context, Node list, Claim& claim) : context_(context), list_(list), claim_(claim) {}

  /// The innermost loop around `index` (an identifier) that binds it to the numbers of a range, or to the positions of
  /// enumerate, when nothing else in it binds it.
  std::optional<IndexRange> range_of(Node index);
  /// Some name in the expression has such a loop.
  bool moves(Node expression);
  /// An expression of `+` and `-` over names and whole numbers; nullopt for others.
  std::optional<Linear> sum(Node expression);
  /// The value of a sum is surely at least 0 whenever control comes to `at`: at the ends of all ranges that it moves with; for
  /// other names because of a test in front or, in an observed unit, by assumption.
  bool never_negative(Linear value, Node at);

 private:
  std::optional<IndexRange> from_range(Node loop, Node clause, Node walked);
  bool same_value(Node one, Node other);
  bool is_length(Node expression) const;
  bool is_fixed_length(Node name) const;
  bool is_whole(Node name);
  bool keeps(Node name, const IndexRange& range) const;
  bool name_not_negative(const std::string& name, Node at);

  const RuleContext& context_;
  Node list_;
  Claim& claim_;
  std::map<std::string, Node> names_;  // by text, where it was read
};

}  // namespace velox::rules
