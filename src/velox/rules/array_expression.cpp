// SPDX-License-Identifier: Apache-2.0
// Problem: the code of one item has to become code of all items with the same bits in every result.
// Idea: translate operator by operator; each either means the same for an array, or is refused with its reason.
// Limits: numpy warns of divisions by zero and overflows once for an array, in other words than for one number, and where
// Python raises: assumed not to happen. Code behind a condition runs for all items then: no divisions and roots there.
#include "velox/rules/array_expression.hpp"

#include <algorithm>

#include "velox/rules/imports.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

constexpr int kOr = 6, kAnd = 8, kCompare = 5, kSum = 10, kProduct = 11, kSign = 12, kAtom = 15;

std::unexpected<std::string> no(std::string reason) { return std::unexpected(std::move(reason)); }

Item wider(Item a, Item b) { return a == Item::whole && b == Item::whole ? Item::whole : Item::real; }

/// Functions of numpy that round correctly or not at all, and so give the same for one number and for many.
bool is_exact(std::string_view name) {
  static const std::set<std::string_view> kExact{"sqrt", "abs",  "absolute", "fabs", "floor",
                                                 "ceil", "rint", "trunc",    "sign", "square"};
  return kExact.contains(name);
}

/// Functions of numpy that may use other instructions for many numbers than for one.
bool is_close(std::string_view name) {
  static const std::set<std::string_view> kClose{"exp", "expm1", "log", "log2", "log10", "log1p",
                                                 "sin", "cos",   "tan", "sinh", "cosh",  "tanh"};
  return kClose.contains(name);
}

Item item_after(std::string_view name, Item before) {
  const bool keeps = name == "abs" || name == "absolute" || name == "sign" || name == "square";
  return keeps ? before : Item::real;
}

}  // namespace

std::optional<Item> item_of(const TypeFact& fact) {
  if (fact.name != "numpy.ndarray") return std::nullopt;
  if (fact.element == "numpy.float64") return Item::real;
  if (fact.element == "numpy.int64") return Item::whole;
  if (fact.element == "numpy.bool_") return Item::truth;
  return std::nullopt;
}

std::optional<std::string> library_name(const RuleContext& context, Node place, std::string_view library) {
  const auto ensured = ensure_import(context.module, context.facts, place, "import " + std::string(library));
  if (!ensured || ensured->edit) return std::nullopt;
  return ensured->local;
}

std::string put_in(Node place, const ArrayCode& code) {
  const Node around = place.parent();
  const bool index = around.is("subscript") && around.field("value") != place;
  const bool free = index ||
                    is_kind(around, {"return_statement", "expression_statement", "argument_list", "keyword_argument",
                                     "parenthesized_expression", "list", "tuple"}) ||
                    (is_kind(around, {"assignment", "augmented_assignment"}) && around.field("right") == place);
  return free ? code.text : code.bound(kAtom);
}

std::string why_too_few(const RuleContext& context, Node array) {
  const auto seen = seen_length(context, array);
  if (!seen || *seen >= kFewItems) return {};
  return quoted(array) + " has few items (" + std::to_string(*seen) +
         " in half of the calls), where arrays gain nothing";
}

std::expected<Item, std::string> array_item(const RuleContext& context, Node path, Claim& claim) {
  const auto fact = is_path(path) ? context.facts.type_of(path) : std::nullopt;
  const auto item = fact ? item_of(*fact) : std::nullopt;
  if (!item || *item == Item::truth)
    return no("it is not known that " + quoted(path) + " is an array of float64 or int64 with one axis");
  claim.lean_on(*fact, path.text());
  return *item;
}

ArrayCode whole_array(Node path, Item item) {
  return {.text = std::string(path.text()), .item = item, .array = true, .untouched = true};
}

std::expected<std::vector<Walked>, std::string> walked_arrays(const RuleContext& context, Node target, Node iterable,
                                                              Claim& claim) {
  iterable = unparen(iterable);
  std::vector<Node> names{target}, arrays{iterable};
  if (const auto zip = builtin_call(context, iterable, "zip"); zip && zip->plain && zip->keywords.empty()) {
    names = target.items();
    arrays = zip->args;
    if (is_kind(target, {"identifier"}) || names.size() != arrays.size() || names.size() < 2)
      return no("the loop does not name the items of each array");
  }
  std::vector<Walked> walked;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Binding* binding = names[i].is("identifier") ? context.facts.binding(names[i]) : nullptr;
    if (binding == nullptr) return no("the loop binds more than names");
    const auto item = array_item(context, arrays[i], claim);
    if (!item) return std::unexpected(item.error());
    walked.push_back({binding, arrays[i], *item});
  }
  if (walked.size() > 1) claim.assume("the arrays that it walks through together have the same length");
  return walked;
}

ArrayExpression::Items items_of(const RuleContext& context, const std::vector<Walked>& walked) {
  return [&context, walked](Node node) -> std::optional<ArrayCode> {
    const Binding* binding = node.is("identifier") ? context.facts.binding(node) : nullptr;
    const auto found = std::ranges::find(walked, binding, &Walked::name);
    if (binding == nullptr || found == walked.end()) return std::nullopt;
    return whole_array(found->array, found->item);
  };
}

ArrayExpression::Answer ArrayExpression::of(Node node) {
  node = unparen(node);
  if (auto item = items_(node)) return *std::move(item);
  if (has_kind(node, {"await", "yield", "named_expression", "comment"})) return no(quoted(node) + " is no arithmetic");
  if (node.is("binary_operator")) return arithmetic(node);
  if (node.is("comparison_operator")) return comparison(node);
  if (node.is("boolean_operator")) return logic(node);
  if (node.is("not_operator")) return negation(node);
  if (const auto parts = rules::choice_of(node)) return choice_of(parts->condition, parts->value, parts->other);
  if (node.is("call")) return call(node);
  if (node.is("unary_operator") && node.text().starts_with("-") && !is_constant(node)) {
    auto inner = of(node.field("argument"));
    if (!inner) return inner;
    if (inner->item == Item::truth) return no(quoted(node) + " negates a truth value");
    return ArrayCode{"-" + inner->bound(kSign), kSign, inner->item, inner->array};
  }
  return number(node);
}

/// A literal, or a name that holds one number all through the region.
ArrayExpression::Answer ArrayExpression::number(Node node) {
  const std::string text(node.text());
  if (node.is("float") || (node.is("unary_operator") && unparen(node.field("argument")).is("float")))
    return ArrayCode{text, node.is("float") ? kAtom : kSign, Item::real};
  if (const auto value = int_literal(node)) return ArrayCode{text, *value < 0 ? kSign : kAtom, Item::whole};
  const auto meaning = context_.facts.resolve(node);
  if (meaning && (*meaning == "math.pi" || *meaning == "math.e" || *meaning == "numpy.pi" || *meaning == "numpy.e"))
    return ArrayCode{text, kAtom, Item::real};
  const Binding* binding = node.is("identifier") ? context_.facts.binding(node) : nullptr;
  if (binding == nullptr) return no(quoted(node) + " is not known to be arithmetic on numbers");
  if (std::ranges::any_of(binding->stores, [&](const Node& store) { return inside(store, region_); }) ||
      binding->written_elsewhere)
    return no(quoted(node) + " changes from item to item");
  const auto fact = context_.facts.type_of(node);
  if (!fact || (fact->name != "float" && fact->name != "int"))
    return no("it is not known that " + quoted(node) + " is a number");
  claim_.lean_on(*fact, node.text());
  return ArrayCode{text, kAtom, fact->name == "int" ? Item::whole : Item::real};
}

/// Code that is evaluated for some items only, as a condition says; an array evaluates it for all.
ArrayExpression::Answer ArrayExpression::guarded(Node node) {
  ++guards_;
  auto answer = of(node);
  --guards_;
  return answer;
}

ArrayExpression::Answer ArrayExpression::arithmetic(Node node) {
  const auto op = node.field("operator").text();
  if (!one_of(op, {"+", "-", "*", "/"}))
    return no("`" + std::string(op) + "` of an array may round in another way than of one number");
  auto left = of(node.field("left"));
  if (!left) return left;
  auto right = of(node.field("right"));
  if (!right) return right;
  if (left->item == Item::truth || right->item == Item::truth) return no(quoted(node) + " computes with truth values");
  const bool array = left->array || right->array;
  const Item item = op == "/" ? Item::real : wider(left->item, right->item);
  if (op == "/" && right->array && guards_ > 0)
    return no("a condition decides for which items " + quoted(node) + " is divided, and an array divides all");
  if (array && item == Item::whole) claim_.assume("no whole number in it goes beyond 64 bits");
  if (array && item == Item::real) claim_.assume("no result in it is too large for a float");
  if (array && op == "/") claim_.assume("nothing in it is divided by zero");
  const int binding = op == "*" || op == "/" ? kProduct : kSum;
  return ArrayCode{left->bound(binding) + " " + std::string(op) + " " + right->bound(binding + 1), binding, item,
                   array};
}

ArrayExpression::Answer ArrayExpression::compared(std::string_view op, const ArrayCode& left,
                                                  const ArrayCode& right) const {
  if (left.item == Item::truth || right.item == Item::truth) return no("truth values are compared");
  if (!left.array && !right.array) return no("a comparison is the same for all items");
  return ArrayCode{left.bound(kOr) + " " + std::string(op) + " " + right.bound(kOr), kCompare, Item::truth, true};
}

/// `a < b`, or `a < b < c` as two comparisons that both hold.
ArrayExpression::Answer ArrayExpression::comparison(Node node) {
  std::vector<Node> operands;
  std::vector<std::string> operators;
  for (std::uint32_t i = 0; i < node.child_count(); ++i) {
    const Node child = node.child(i);
    if (child.is_named())
      operands.push_back(child);
    else
      operators.emplace_back(child.text());
  }
  const bool order = std::ranges::all_of(
      operators, [](const std::string& op) { return one_of(op, {"<", ">", "<=", ">=", "==", "!="}); });
  if (!order || operands.size() != operators.size() + 1 || operators.size() > 2)
    return no(quoted(node) + " is no comparison of numbers");
  std::vector<ArrayCode> codes;
  for (const Node& operand : operands) {
    auto code = codes.size() < 2 ? of(operand) : guarded(operand);
    if (!code) return code;
    codes.push_back(*std::move(code));
  }
  auto first = compared(operators[0], codes[0], codes[1]);
  if (!first || operators.size() == 1) return first;
  auto second = compared(operators[1], codes[1], codes[2]);
  if (!second) return second;
  return ArrayCode{"(" + first->text + ") & (" + second->text + ")", kAnd, Item::truth, true};
}

ArrayExpression::Answer ArrayExpression::logic(Node node) {
  auto left = of(node.field("left"));
  if (!left) return left;
  auto right = guarded(node.field("right"));
  if (!right) return right;
  if (left->item != Item::truth || right->item != Item::truth || !left->array || !right->array)
    return no(quoted(node) + " is more than comparisons of items");
  const bool both = node.field("operator").text() == "and";
  const int binding = both ? kAnd : kOr;
  return ArrayCode{left->bound(binding) + (both ? " & " : " | ") + right->bound(binding + 1), binding, Item::truth,
                   true};
}

ArrayExpression::Answer ArrayExpression::negation(Node node) {
  auto inner = of(node.field("argument"));
  if (!inner) return inner;
  if (inner->item != Item::truth || !inner->array) return no(quoted(node) + " tests a number for being zero");
  return ArrayCode{"~" + inner->bound(kSign), kSign, Item::truth, true};
}

ArrayExpression::Answer ArrayExpression::choice_of(Node condition, Node value, Node other) {
  const auto asked = of(condition);
  if (!asked) return asked;
  if (asked->item != Item::truth || !asked->array) return no(quoted(condition) + " is no comparison of items");
  const auto yes = guarded(value);
  if (!yes) return yes;
  const auto otherwise = guarded(other);
  if (!otherwise) return otherwise;
  return chosen(*asked, *yes, *otherwise);
}

ArrayExpression::Answer ArrayExpression::chosen(const ArrayCode& condition, const ArrayCode& value,
                                                const ArrayCode& other) {
  if (!dialect_.choices) return no("a choice between items gives an array, not a Series");
  const bool mixed = value.item != other.item;
  if (mixed && (!dialect_.stores || value.item == Item::truth || other.item == Item::truth))
    return no("one side of the choice is a whole number, so that the items decide on the type of the result");
  const auto numpy = library_name(context_, region_, "numpy");
  if (!numpy) return no("numpy.where is not at hand: the file does not import numpy");
  const Item item = mixed ? Item::real : value.item;
  return ArrayCode{*numpy + ".where(" + condition.text + ", " + value.text + ", " + other.text + ")", kAtom, item,
                   true};
}

ArrayExpression::Answer ArrayExpression::call(Node node) {
  const auto found = as_call(node);
  const auto name = context_.facts.resolve(node.field("function"));
  if (!found || !name || !found->plain || !found->keywords.empty() || found->args.empty())
    return no("it is not known that " + quoted(node) + " is arithmetic");
  if (found->args.size() == 2 && *name == "min") return extreme(found->args, "<");
  if (found->args.size() == 2 && *name == "max") return extreme(found->args, ">");
  if (found->args.size() != 1) return no(quoted(node) + " has no counterpart for arrays that is known to agree");
  return function(node, *name, found->args);
}

/// min(a, b) is b where b < a, else a; that also says what happens to not-a-number and to zeros of two signs.
ArrayExpression::Answer ArrayExpression::extreme(const std::vector<Node>& args, std::string_view op) {
  auto first = of(args[0]);
  if (!first) return first;
  auto second = of(args[1]);
  if (!second) return second;
  auto condition = compared(op, *second, *first);
  if (!condition) return condition;
  return chosen(*condition, *second, *first);
}

ArrayExpression::Answer ArrayExpression::function(Node node, const std::string& name, const std::vector<Node>& args) {
  auto inner = of(args[0]);
  if (!inner) return inner;
  if (inner->item == Item::truth || !inner->array) return no(quoted(node) + " is no arithmetic on items");
  if (name == "float" && inner->item == Item::real) return inner;
  if (name == "abs") return ArrayCode{"abs(" + inner->text + ")", kAtom, inner->item, true};
  const bool by_math = name == "math.sqrt" || name == "math.fabs";
  const std::string_view bare = std::string_view(name).substr(name.rfind('.') + 1);
  const bool by_numpy = name.starts_with("numpy.") && name.find('.') == name.rfind('.');
  if (!by_math && !(by_numpy && (is_exact(bare) || is_close(bare))))
    return no("it is not known that " + quoted(node) + " gives the same for an array");
  if (guards_ > 0 && (bare == "sqrt" || is_close(bare)))
    return no("a condition decides for which items " + quoted(node) + " is computed, and an array computes all");
  const auto numpy = library_name(context_, region_, "numpy");
  if (!numpy) return no("the file does not import numpy");
  if (name == "math.sqrt") claim_.assume(quoted(args[0]) + " is never negative");
  if (is_close(bare)) claim_.assume("numpy computes " + quoted(node) + " for many numbers as for one, to the last bit");
  return ArrayCode{*numpy + "." + std::string(bare) + "(" + inner->text + ")", kAtom, item_after(bare, inner->item),
                   true};
}

}  // namespace velox::rules
