// SPDX-License-Identifier: Apache-2.0
// Types of calls, and of what iteration gives.
#include <algorithm>

#include "velox/analysis/types.hpp"

namespace velox::analysis {
namespace {

// The n-th positional argument, or kNone; kNone too when a splat comes before it.
NodeIndex positional(const Tree& tree, NodeIndex call, int n) {
  const auto arguments = tree.child(call, Field::arguments);
  if (tree.is(arguments, Kind::generator_expression_k)) return n == 0 ? arguments : kNone;
  for (auto c = tree.first(arguments); c != kNone; c = tree.next(c)) {
    if (tree.is(c, Kind::list_splat_k) || tree.is(c, Kind::dictionary_splat_k)) return kNone;
    if (tree.is(c, Kind::keyword_argument_k)) continue;
    if (n-- == 0) return c;
  }
  return kNone;
}

bool has_keyword(const Tree& tree, NodeIndex call, std::string_view name) {
  for (auto c = tree.first(tree.child(call, Field::arguments)); c != kNone; c = tree.next(c)) {
    if (tree.is(c, Kind::dictionary_splat_k)) return true;
    if (tree.is(c, Kind::keyword_argument_k) && tree.text(tree.child(c, Field::name)) == name) return true;
  }
  return false;
}

Ty container_of(T name, const Ty& element, NodeIndex why, Certainty certainty) {
  Ty type = Ty::of(name, why);
  type.element = element.name;
  type.inner = element.name == T::bottom ? T::bottom : element.element;
  type.value = T::bottom;
  type.hashable = hashable_value(element);
  type.certainty = std::max(certainty, element.certainty);
  return type;
}

}  // namespace

Ty Types::iterated(NodeIndex expression) const {
  expression = tree_.strip(expression);
  if (tree_.is(expression, Kind::call_k)) {
    const auto name = scopes_.resolve(tree_.child(expression, Field::function));
    if (name == "reversed" || name == "iter" || name == "sorted" || name == "list" || name == "tuple" ||
        name == "set") {
      const auto inner = positional(tree_, expression, 0);
      if (inner != kNone) return iterated(inner);
    }
  }
  const auto type = eval(expression, 0);
  if (type.name == T::bottom) return type;
  if (type.name == T::ndarray) {
    Ty item = Ty::of(type.element, type.why);
    if (type.element == T::ndarray) item.element = type.inner;
    item.certainty = type.certainty;
    return holds_items(type) ? item : Ty();
  }
  if (!is_plain_container(type.name) && !is_iterator(type.name)) return {};
  return element_of(type);
}

Ty Types::eval_call(NodeIndex i, int depth) const {
  const auto function = tree_.child(i, Field::function);
  const auto name = scopes_.resolve(function);
  if (!name.empty()) return eval_function(i, name, depth);
  if (tree_.is(function, Kind::attribute_k)) return eval_method(i, function, depth);
  const auto definition = scopes_.function_named_by(function);
  const auto it = functions_.find(definition);
  return it == functions_.end() ? Ty() : read_variable(it->second);
}

Ty Types::eval_method(NodeIndex i, NodeIndex function, int depth) const {
  const auto self = eval(tree_.child(function, Field::object), depth);
  if (self.name == T::bottom) return self;
  const auto name = tree_.text(tree_.child(function, Field::attribute));
  if (is_table(self.name)) return eval_table_method(i, self, name);
  const auto* method = find_method(self.name, name);
  if (method == nullptr) return {};
  Ty out = Ty::of(method->result, i);
  out.certainty = self.certainty;
  if (method->renders) out.certainty = std::max(out.certainty, formatted_certainty(i, depth));
  if (method->same_elements) {
    out = self;
    out.name = method->result;
    return out;
  }
  if (method->gives_element) return element_of(self);
  if (name == "values") {
    out.element = self.value;
    out.hashable = is_scalar(self.value) || self.value == T::bottom;
  } else if (name == "items") {
    out.element = T::tuple;
    out.hashable = self.hashable && (is_scalar(self.value) || self.value == T::bottom);
  } else if (name == "get" && is_mapping(self.name)) {
    const auto fallback = positional(tree_, i, 1);
    if (fallback == kNone || self.value == T::unknown) return {};
    Ty value = self.value == T::bottom ? Ty::bottom() : Ty::of(self.value, i);
    value.certainty = self.certainty;
    auto both = join(value, eval(fallback, depth));
    if (self.value != T::bottom) both.element = both.inner = both.value = T::unknown, both.hashable = false;
    return both;
  } else if (out.known()) {
    out.element = method->element;
    out.hashable = is_scalar(method->element);
    out.value = T::unknown;
  }
  return out.known() ? out : Ty();
}

Ty Types::eval_function(NodeIndex i, const std::string& name, int depth) const {
  if (name == "min" || name == "max" || name == "sum" || name == "abs" || name == "round") {
    return eval_arithmetic_call(i, name, depth);
  }
  if (name.starts_with("numpy.") || name.starts_with("pandas.")) return eval_library(i, name, depth);
  const auto first = positional(tree_, i, 0);
  if (name == "copy.copy" || name == "copy.deepcopy") {
    auto type = eval(first, depth);
    return is_plain_container(type.name) || is_scalar(type.name) || type.name == T::bottom ? type : Ty();
  }
  const auto* function = find_function(name);
  if (function == nullptr || function->result == T::unknown) return {};
  Ty out = Ty::of(function->result, i);
  if (function->same_elements) {
    const bool empty = tree_.count(tree_.child(i, Field::arguments)) == 0;
    if (!empty && first == kNone) return out;
    auto made = container_of(function->result, empty ? Ty::bottom() : iterated(first), i, Certainty::proven);
    if (function->result == T::counter) made.value = T::unknown;
    return made;
  }
  if (name == "dict" || name == "collections.OrderedDict" || name == "collections.defaultdict") {
    const int arguments = tree_.count(tree_.child(i, Field::arguments));
    if (arguments == 0 || (name.ends_with("defaultdict") && arguments == 1)) {
      out = container_of(function->result, Ty::bottom(), i, Certainty::proven);
      if (arguments == 1) {
        const auto* factory = find_function(scopes_.resolve(first));
        out.value = factory == nullptr ? T::unknown : factory->result;
      }
      return out;
    }
    const auto source = first == kNone ? Ty() : eval(first, depth);
    if (arguments == 1 && is_mapping(source.name)) {
      Ty copy = source;
      copy.name = function->result;
      return copy;
    }
    return out;
  }
  if (name == "str" || name == "repr" || name == "format" || name == "ascii" || name == "bytes") {
    const bool none = tree_.count(tree_.child(i, Field::arguments)) == 0;
    out.certainty = text_certainty(none ? Ty::of(T::str) : first == kNone ? Ty() : eval(first, depth));
  }
  out.certainty = std::max(out.certainty, handed_on_certainty(i, name, depth));
  out.element = function->element;
  out.hashable = is_scalar(function->element);
  return out;
}

// Functions that give what a method of their argument gives, or what its operators make: surely of the class in the table only for
// arguments of builtin classes.
Certainty Types::handed_on_certainty(NodeIndex i, const std::string& name, int depth) const {
  if (name == "json.dumps") return has_keyword(tree_, i, "cls") ? Certainty::declared : Certainty::proven;
  const bool numbers = name == "math.floor" || name == "math.ceil" || name == "math.trunc" ||
                       name == "random.uniform" || name == "random.gauss";
  if (!numbers && name != "re.escape") return Certainty::proven;
  auto certainty = Certainty::proven;
  for (const auto argument : tree_.children(tree_.child(i, Field::arguments))) {
    const auto type = eval(argument, depth);
    const bool fits = numbers ? is_number(type.name) : type.name == T::str;
    certainty = std::max(certainty, fits ? type.certainty : Certainty::declared);
  }
  return certainty;
}

Ty Types::eval_arithmetic_call(NodeIndex i, const std::string& name, int depth) const {
  const auto first = positional(tree_, i, 0);
  const auto second = positional(tree_, i, 1);
  if (first == kNone) return {};
  if (name == "abs") {
    auto type = eval(first, depth);
    if (type.name == T::boolean) type.name = T::integer;
    return type.name == T::integer || type.name == T::real || type.name == T::bottom ? type : Ty();
  }
  if (name == "round") {
    auto type = eval(first, depth);
    if (type.name != T::integer && type.name != T::real && type.name != T::boolean)
      return type.name == T::bottom ? type : Ty();
    const bool digits = tree_.count(tree_.child(i, Field::arguments)) > 1;
    if (digits && type.name == T::real) return second != kNone && eval(second, depth).name == T::integer ? type : Ty();
    type.name = T::integer;
    return type;
  }
  if (name == "sum") {
    if (tree_.count(tree_.child(i, Field::arguments)) != 1 &&
        !tree_.is(tree_.child(i, Field::arguments), Kind::generator_expression_k)) {
      return {};
    }
    auto type = iterated(first);
    if (type.name == T::boolean) type.name = T::integer;
    return type.name == T::integer || type.name == T::bottom ? type : Ty();
  }
  if (has_keyword(tree_, i, "default")) return {};
  if (second == kNone) return iterated(first);
  Ty type = Ty::bottom();
  for (int n = 0;; ++n) {
    const auto argument = positional(tree_, i, n);
    if (argument == kNone) break;
    type = join(type, eval(argument, depth));
  }
  return type;
}

}  // namespace velox::analysis
