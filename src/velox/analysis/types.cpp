// SPDX-License-Identifier: Apache-2.0
// Types of expressions, given the types of variables.
#include "velox/analysis/types.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace velox::analysis {
namespace {

constexpr int kMaxDepth = 120;  // deeper expressions have no type, so that recursion stays small

T join_names(T a, T b) {
  if (a == T::bottom || a == b) return b;
  return b == T::bottom ? a : T::unknown;
}

}  // namespace

Ty join(const Ty& a, const Ty& b) {
  if (a.name == T::bottom) return b;
  if (b.name == T::bottom) return a;
  if (a.name != b.name) return {};
  Ty out;
  out.name = a.name;
  out.element = join_names(a.element, b.element);
  out.inner = join_names(a.inner, b.inner);
  out.value = join_names(a.value, b.value);
  out.hashable = a.hashable && b.hashable;
  out.certainty = std::max(a.certainty, b.certainty);
  out.why = a.why;
  return out;
}

bool hashable_value(const Ty& type) {
  return type.name == T::bottom || is_scalar(type.name) || (type.name == T::tuple && type.hashable);
}

bool holds_scalars(const Ty& type) {
  if (hashable_value(type) || type.name == T::complex || type.name == T::range || type.name == T::bytearray)
    return true;
  return is_plain_container(type.name) && type.hashable;
}

Ty element_of(const Ty& c) {
  Ty out;
  out.certainty = c.certainty;
  out.why = c.why;
  if (c.name == T::bottom) return Ty::bottom();
  if (c.name == T::str)
    out.name = T::str;
  else if (c.name == T::bytes || c.name == T::bytearray || c.name == T::range)
    out.name = T::integer;
  else
    out.name = c.element;
  if (out.name == T::bottom) return Ty::bottom();
  if (out.name == T::unknown) return {};
  // What is in a mutable element may change through another name; only a declaration or observation speaks for it.
  const bool settled = is_immutable(out.name) || c.certainty != Certainty::proven;
  if (settled && (is_plain_container(out.name) || is_iterator(out.name))) {
    out.element = c.inner;
    out.hashable = is_scalar(c.inner) || (out.name == T::tuple && c.hashable);
  }
  return out;
}

// Does the function always return an object that it has just made? Only returns of displays and the like count.
bool Types::makes_fresh(NodeIndex function) const {
  if (function == kNone || tree_.is_async(function)) return false;
  const auto returns = own_nodes(tree_, function, Kind::return_statement_k);
  return !returns.empty() && std::all_of(returns.begin(), returns.end(), [&](NodeIndex statement) {
    const auto value = tree_.strip(tree_.first(statement));
    if (value == kNone) return false;
    const bool calls_user =
        tree_.is(value, Kind::call_k) && scopes_.function_named_by(tree_.child(value, Field::function)) != kNone;
    return !calls_user && !tree_.is(value, Kind::conditional_expression_k) && fresh(value);
  });
}

bool Types::fresh(NodeIndex i) const {
  i = tree_.strip(i);
  switch (tree_.kind(i)) {
    case Kind::list_k:
    case Kind::set_k:
    case Kind::dictionary_k:
    case Kind::list_comprehension_k:
    case Kind::set_comprehension_k:
    case Kind::dictionary_comprehension_k: return true;
    case Kind::binary_operator_k: {
      const auto type = eval(i, 0);
      return type.name == T::bottom || type.name == T::list || type.name == T::set || type.name == T::dict ||
             type.name == T::deque;
    }
    case Kind::subscript_k: {
      const auto type = eval(i, 0).name;
      return tree_.is(tree_.child(i, Field::subscript), Kind::slice_k) && (type == T::list || type == T::bottom);
    }
    case Kind::conditional_expression_k: return fresh(tree_.nth(i, 0)) && fresh(tree_.nth(i, 2));
    case Kind::call_k: {
      const auto function = tree_.child(i, Field::function);
      const auto name = scopes_.resolve(function);
      const auto* known = find_function(name);
      if (known != nullptr) return is_plain_container(known->result) || name == "copy.deepcopy" || name == "copy.copy";
      if (!tree_.is(function, Kind::attribute_k)) return makes_fresh(scopes_.function_named_by(function));
      const auto self = eval(tree_.child(function, Field::object), 0).name;
      if (self == T::bottom) return true;
      const auto* method = find_method(self, tree_.text(tree_.child(function, Field::attribute)));
      return method != nullptr && is_plain_container(method->result) && method->result != T::keys &&
             method->result != T::values && method->result != T::items;
    }
    default: return false;
  }
}

Ty Types::read_variable(std::size_t variable) const {
  if (on_read_) on_read_(variable);
  return variables_[variable];
}

Ty Types::of(NodeIndex expression) const {
  if (expression < 0) return {};
  auto type = eval(expression, 0);
  return type.name == T::bottom ? Ty() : type;
}

Ty Types::of_binding(BindingIndex b) const {
  if (b < 0) return {};
  const auto& type = variables_[static_cast<std::size_t>(b)];
  return type.name == T::bottom ? Ty() : type;
}

Ty Types::returned_by(NodeIndex function) const {
  const auto it = functions_.find(function);
  if (it == functions_.end()) return {};
  const auto& type = variables_[it->second];
  return type.name == T::bottom ? Ty() : type;
}

Ty Types::eval(NodeIndex i, int depth) const {
  if (i < 0 || depth > kMaxDepth) return {};
  const int next = depth + 1;
  switch (tree_.kind(i)) {
    case Kind::identifier_k: {
      const auto b = scopes_.binding_at(i);
      return b < 0 ? Ty() : read_variable(static_cast<std::size_t>(b));
    }
    case Kind::string_k:
    case Kind::concatenated_string_k: return eval_string(i, next);
    case Kind::integer_k: {
      const auto text = tree_.text(i);
      return Ty::of(text.ends_with('j') || text.ends_with('J') ? T::complex : T::integer, i);
    }
    case Kind::float_literal: {
      const auto text = tree_.text(i);
      return Ty::of(text.ends_with('j') || text.ends_with('J') ? T::complex : T::real, i);
    }
    case Kind::true_literal:
    case Kind::false_literal:
    case Kind::not_operator_k: return Ty::of(T::boolean, i);
    case Kind::none_k: return Ty::of(T::none, i);
    case Kind::ellipsis_k: return Ty::of(T::ellipsis, i);
    case Kind::list_k: return eval_items(i, T::list, next);
    case Kind::tuple_k:
    case Kind::expression_list_k: return eval_items(i, T::tuple, next);
    case Kind::set_k: return eval_items(i, T::set, next);
    case Kind::dictionary_k: return eval_dictionary(i, next);
    case Kind::list_comprehension_k:
    case Kind::set_comprehension_k:
    case Kind::dictionary_comprehension_k:
    case Kind::generator_expression_k: return eval_comprehension(i, next);
    case Kind::parenthesized_expression_k: return eval(tree_.first(i), next);
    case Kind::named_expression_k: return eval(tree_.child(i, Field::value), next);
    case Kind::conditional_expression_k: return join(eval(tree_.nth(i, 0), next), eval(tree_.nth(i, 2), next));
    case Kind::boolean_operator_k:
      return join(eval(tree_.child(i, Field::left), next), eval(tree_.child(i, Field::right), next));
    case Kind::comparison_operator_k: return eval_comparison(i, next);
    case Kind::binary_operator_k:
      return eval_binary(tree_.operator_text(i), eval(tree_.child(i, Field::left), next),
                         eval(tree_.child(i, Field::right), next), i);
    case Kind::augmented_assignment_k:
      return eval_binary(tree_.operator_text(i), eval(tree_.child(i, Field::left), next),
                         eval(tree_.child(i, Field::right), next), i);
    case Kind::unary_operator_k: return eval_unary(i, next);
    case Kind::subscript_k: return eval_subscript(i, next);
    case Kind::call_k: return eval_call(i, next);
    case Kind::attribute_k: return eval_attribute(i, next);
    case Kind::lambda_k: return Ty::of(T::function, i);
    default: return {};
  }
}

Ty Types::eval_attribute(NodeIndex i, int depth) const {
  const auto name = scopes_.resolve(i);
  const bool constant =
      name == "math.pi" || name == "math.e" || name == "math.inf" || name == "math.nan" || name == "math.tau";
  if (constant) return Ty::of(T::real, i);
  const auto object = tree_.child(i, Field::object);
  const auto owner = eval(object, depth);
  if (is_table(owner.name)) return eval_table_attribute(i, owner);
  const auto b = tree_.is(object, Kind::identifier_k) && tree_.text(object) == "self" ? scopes_.binding_at(object) : -1;
  if (b < 0 || !scopes_.info(b).is_parameter || scopes_.info(b).stores.size() != 1) return {};
  const auto function = scopes_.scope(scopes_.info(b).scope).node;
  return seen_local(function, "self." + std::string(tree_.text(tree_.child(i, Field::attribute))), i);
}

namespace {

// Takes one more element into the type of a container.
void add_element(Ty& container, const Ty& element) {
  container.element = join_names(container.element, element.name);
  container.inner = join_names(container.inner, element.name == T::bottom ? T::bottom : element.element);
  container.hashable &= hashable_value(element);
  container.certainty = std::max(container.certainty, element.certainty);
}

Ty empty(T name, NodeIndex why) {
  Ty type = Ty::bottom();
  type.name = name;
  type.why = why;
  return type;
}

}  // namespace

Ty Types::eval_items(NodeIndex i, T name, int depth) const {
  Ty type = empty(name, i);
  for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
    if (tree_.is(c, Kind::list_splat_k))
      add_element(type, iterated(tree_.first(c)));
    else
      add_element(type, eval(c, depth));
  }
  return type;
}

Ty Types::eval_dictionary(NodeIndex i, int depth) const {
  Ty type = empty(T::dict, i);
  for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
    if (tree_.is(c, Kind::pair_k)) {
      add_element(type, eval(tree_.child(c, Field::key), depth));
      type.value = join_names(type.value, eval(tree_.child(c, Field::value), depth).name);
      continue;
    }
    const auto other = eval(tree_.first(c), depth);
    add_element(type, is_mapping(other.name) ? element_of(other) : Ty());
    type.value = join_names(type.value, other.value);
  }
  return type;
}

Ty Types::eval_comprehension(NodeIndex i, int depth) const {
  const auto body = tree_.child(i, Field::body);
  switch (tree_.kind(i)) {
    case Kind::dictionary_comprehension_k: {
      Ty type = empty(T::dict, i);
      add_element(type, eval(tree_.child(body, Field::key), depth));
      type.value = eval(tree_.child(body, Field::value), depth).name;
      return type;
    }
    case Kind::list_comprehension_k:
    case Kind::set_comprehension_k:
    default: {
      const auto kind = tree_.kind(i);
      Ty type = empty(kind == Kind::list_comprehension_k  ? T::list
                      : kind == Kind::set_comprehension_k ? T::set
                                                          : T::generator,
                      i);
      add_element(type, eval(body, depth));
      return type;
    }
  }
}

Ty Types::eval_comparison(NodeIndex i, int depth) const {
  const auto operators = tree_.comparison_operators(i);
  const bool plain = std::all_of(operators.begin(), operators.end(), [](std::string_view op) {
    return op == "in" || op == "not in" || op == "is" || op == "is not";
  });
  Ty type = Ty::of(T::boolean, i);
  if (plain) return type;
  if (operators.size() == 1) {
    const auto left = eval(tree_.nth(i, 0), depth), right = eval(tree_.nth(i, 1), depth);
    const bool none_yet = left.name == T::bottom || right.name == T::bottom;
    if (is_table(left.name) || is_table(right.name) || is_item(left.name) || is_item(right.name))
      return none_yet ? Ty::bottom() : combined_tables(operators[0], left, right, i);
  }
  for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
    const auto operand = eval(c, depth);
    if (operand.name == T::bottom) continue;
    if (!is_number(operand.name) && !is_scalar(operand.name) && !is_plain_container(operand.name)) return {};
    type.certainty = std::max(type.certainty, operand.certainty);
  }
  return type;
}

namespace {

T arithmetic(std::string_view op, T a, T b) {
  const bool complex = a == T::complex || b == T::complex;
  const bool real = a == T::real || b == T::real;
  if (op == "+" || op == "-" || op == "*") return complex ? T::complex : real ? T::real : T::integer;
  if (op == "/") return complex ? T::complex : T::real;
  if (op == "//" || op == "%") return complex ? T::unknown : real ? T::real : T::integer;
  if (op == "|" || op == "&" || op == "^") {
    if (complex || real) return T::unknown;
    return a == T::boolean && b == T::boolean ? T::boolean : T::integer;
  }
  if (op == "<<" || op == ">>") return complex || real ? T::unknown : T::integer;
  return T::unknown;  // ** and @
}

bool is_sequence(T t) {
  return t == T::str || t == T::bytes || t == T::list || t == T::tuple || t == T::deque || t == T::bytearray;
}

bool is_set(T t) { return t == T::set || t == T::frozenset; }

}  // namespace

Ty Types::eval_binary(std::string_view op, const Ty& left, const Ty& right, NodeIndex i) const {
  if (op.ends_with('=')) op.remove_suffix(1);
  if (left.name == T::bottom || right.name == T::bottom) return Ty::bottom();
  const bool of_library = is_table(left.name) || is_table(right.name) || is_item(left.name) || is_item(right.name);
  if (of_library) return combined_tables(op, left, right, i);
  Ty out;
  out.certainty = std::max(left.certainty, right.certainty);
  out.why = i;
  if (is_number(left.name) && is_number(right.name)) {
    out.name = arithmetic(op, left.name, right.name);
    if (op == "**" && left.name == T::integer && tree_.is(tree_.child(i, Field::right), Kind::integer_k))
      out.name = T::integer;
    if (op == "**" && left.name == T::real && tree_.is(tree_.child(i, Field::right), Kind::integer_k))
      out.name = T::real;
    return out.known() ? out : Ty();
  }
  if (op == "+" && left.name == right.name && is_sequence(left.name)) {
    auto sum = join(left, right);
    sum.why = i;
    return sum;
  }
  if (op == "*" && is_sequence(left.name) && right.name == T::integer) return left;
  if (op == "*" && is_sequence(right.name) && left.name == T::integer) return right;
  if (op == "%" && (left.name == T::str || left.name == T::bytes)) {
    out.name = left.name;
    if (left.name == T::str) out.certainty = std::max(out.certainty, interpolated_certainty(i, right));
    if (left.name == T::bytes && !right.known()) out.certainty = std::max(out.certainty, Certainty::declared);
    return out;
  }
  if ((op == "|" || op == "&" || op == "-" || op == "^") && is_set(left.name) && is_set(right.name)) {
    if (op == "-" || op == "&") return left;
    Ty both = right;
    both.name = left.name;
    return join(left, both);
  }
  if (op == "|" && left.name == T::dict && right.name == T::dict) return join(left, right);
  return {};
}

Ty Types::eval_unary(NodeIndex i, int depth) const {
  auto type = eval(tree_.child(i, Field::argument), depth);
  if (type.name == T::boolean) type.name = T::integer;
  if (type.name == T::bottom || type.name == T::integer || holds_items(type)) return type;
  const bool real = type.name == T::real || type.name == T::complex;
  return real && tree_.operator_text(i) != "~" ? type : Ty();
}

Ty Types::eval_subscript(NodeIndex i, int depth) const {
  const auto container = eval(tree_.child(i, Field::value), depth);
  if (container.name == T::bottom) return container;
  const auto index = tree_.child(i, Field::subscript);
  if (is_table(container.name)) return eval_table_subscript(index, container, depth);
  if (tree_.next(index) != kNone) return {};
  if (tree_.is(index, Kind::slice_k))
    return is_sequence(container.name) && container.name != T::deque ? container : Ty();
  if (is_mapping(container.name)) {
    Ty value = Ty::of(container.value, i);
    value.certainty = container.certainty;
    return container.value == T::bottom ? Ty::bottom() : container.value == T::unknown ? Ty() : value;
  }
  const auto at = eval(index, depth);
  if (at.name != T::integer && at.name != T::bottom && at.name != T::boolean) return {};
  return is_sequence(container.name) || container.name == T::range ? element_of(container) : Ty();
}

std::string Types::because(const Ty& type, NodeIndex at) const {
  const auto line = type.why != kNone ? tree_.line(type.why) : tree_.line(at);
  const auto name = name_of(type.name);
  switch (type.certainty) {
    case Certainty::declared: return fmt::format("{} by an annotation or by convention, line {}", name, line);
    case Certainty::observed: return fmt::format("{} in every observed call, line {}", name, line);
    case Certainty::proven: break;
  }
  if (type.why == kNone || type.why == at) return fmt::format("a {} on line {}", name, line);
  return fmt::format("bound to a {} on line {}", name, line);
}

}  // namespace velox::analysis
