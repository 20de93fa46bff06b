// SPDX-License-Identifier: Apache-2.0
// Code about single items of arrays as code about whole arrays: `x * 2 + rate` of each x in a as `a * 2 + rate`, a choice as
// np.where, min and max by the comparison that they make. Only operations that numpy rounds for many numbers as Python and
// numpy do for one: no powers, no remainders, no sums. Not safe to share between threads while in use.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// What the items of an array are, or what a single value is.
enum class Item { real, whole, truth };

/// The item of an array of this fact with one axis: float64, int64 or bool_; nullopt for all others.
std::optional<Item> item_of(const TypeFact& fact);

struct ArrayCode {
  std::string text;
  int binding = 15;  ///< how closely its parts are bound (Python's reference, "Operator precedence"); 15: an atom
  Item item = Item::real;
  bool array = false;      ///< else one number for all items
  bool untouched = false;  ///< the array itself, not a new one

  /// The text as an operand that has to be bound at least so closely.
  std::string bound(int least) const { return binding < least ? "(" + text + ")" : text; }
};

/// What the result is put into.
struct Dialect {
  bool choices = true;  ///< np.where may be used: the result is an array, not a Series
  bool stores = false;  ///< the result is written into an array, whose item decides
};

class ArrayExpression {
 public:
  /// The array, and its item, that an expression is one item of; nullopt for other expressions.
  using Items = std::function<std::optional<ArrayCode>(Node)>;

  /// `region`: the loop, comprehension or lambda; what is bound in it is no fixed number. `claim` gets what the code assumes.
  ArrayExpression(const RuleContext& context, Node region, Dialect dialect, Items items, Claim& claim)
      : context_(context), region_(region), dialect_(dialect), items_(std::move(items)), claim_(claim) {}

  using Answer = std::expected<ArrayCode, std::string>;
  /// The array code of an expression; the reason, for its owner, where there is none.
  Answer of(Node expression);
  /// The same for `value if condition else other`.
  Answer choice_of(Node condition, Node value, Node other);

 private:
  Answer number(Node node);
  Answer guarded(Node node);
  Answer arithmetic(Node node);
  Answer comparison(Node node);
  Answer compared(std::string_view op, const ArrayCode& left, const ArrayCode& right) const;
  Answer logic(Node node);
  Answer negation(Node node);
  Answer chosen(const ArrayCode& condition, const ArrayCode& value, const ArrayCode& other);
  Answer call(Node node);
  Answer extreme(const std::vector<Node>& args, std::string_view op);
  Answer function(Node node, const std::string& name, const std::vector<Node>& args);

  const RuleContext& context_;
  Node region_;
  Dialect dialect_;
  Items items_;
  Claim& claim_;
  int guards_ = 0;  ///< conditions that keep items from the code at hand, and would no longer
};

/// A name that a loop binds to the items of an array.
struct Walked {
  const Binding* name = nullptr;
  Node array;  ///< a name or a dotted path
  Item item = Item::real;
};
/// What `for target in iterable` over an array, or over zip() of arrays, binds. The reason where it is not known to be one.
std::expected<std::vector<Walked>, std::string> walked_arrays(const RuleContext& context, Node target, Node iterable,
                                                              Claim& claim);
/// The item of a path that is an array of numbers with one axis; the reason where it is not known to be.
std::expected<Item, std::string> array_item(const RuleContext& context, Node path, Claim& claim);
/// Items for an expression under such a loop.
ArrayExpression::Items items_of(const RuleContext& context, const std::vector<Walked>& walked);
/// An array by its name.
ArrayCode whole_array(Node path, Item item);

/// How the file writes numpy (`np`) at a place; nullopt where it does not import it.
std::optional<std::string> library_name(const RuleContext& context, Node place, std::string_view library);

/// `text` in parentheses unless what is around `place` takes a whole expression.
std::string put_in(Node place, const ArrayCode& code);

/// Numbers below which a call into numpy costs more than a loop (measured in the pages).
constexpr std::uint64_t kFewItems = 16;
/// A refusal's reason when the sizes that were seen are below; empty otherwise.
std::string why_too_few(const RuleContext& context, Node array);

}  // namespace velox::rules
