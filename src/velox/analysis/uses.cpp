// SPDX-License-Identifier: Apache-2.0
// Problem: may the object that a name refers to change, or get away, where the name is read? Idea: look at the one
// construct that takes the value. Everything that is not known to be harmless counts as an escape.
#include "velox/analysis/types.hpp"

namespace velox::analysis {
namespace {

Use read() { return {.kind = UseKind::read}; }
Use mutates() { return {.kind = UseKind::mutate, .adds_unknown = true}; }
Use changes_without_adding() { return {.kind = UseKind::mutate}; }

// Types whose operators and methods are the interpreter's own.
bool is_builtin_type(const Ty& type) {
  return type.name == T::bottom || is_number(type.name) || is_scalar(type.name) || is_plain_container(type.name);
}

bool is_numeric(const Ty& type) {
  return type.name == T::bottom || is_number(type.name) || is_item(type.name) || holds_items(type);
}

// Functions that take what they need from an iterable and return; the result does not refer to it.
bool consumes(std::string_view name) {
  const auto* function = find_function(name);
  return function != nullptr && function->needs != Needs::nothing && function->needs != Needs::unknown &&
         !function->keeps;
}

}  // namespace

// A generator expression, or an iterator over something, that is used up by the construct around it.
bool Types::consumed_at_once(NodeIndex expression) const {
  auto at = tree_.parent(expression);
  while (tree_.is(at, Kind::parenthesized_expression_k)) expression = at, at = tree_.parent(at);
  if (tree_.is(at, Kind::for_statement_k)) return tree_.field_of(expression) == Field::right;
  if (tree_.is(at, Kind::for_in_clause_k)) {
    const auto comprehension = tree_.parent(at);
    const bool kept = tree_.is(comprehension, Kind::generator_expression_k) && !consumed_at_once(comprehension);
    return tree_.field_of(expression) == Field::right && !kept;
  }
  const bool only = tree_.is(at, Kind::call_k) && tree_.field_of(expression) == Field::arguments;
  const auto call = only ? at : tree_.is(at, Kind::argument_list_k) ? tree_.parent(at) : kNone;
  if (call == kNone) return false;
  const auto function = tree_.child(call, Field::function);
  const auto name = scopes_.resolve(function);
  if (!name.empty()) {
    const auto* known = find_function(name);
    if (known != nullptr && known->keeps) return consumed_at_once(call);
    // next() leaves an iterator half used; nobody else has it, but the default is given back.
    if (name == "next") return only || tree_.first(at) == expression;
    return consumes(name);
  }
  if (!tree_.is(function, Kind::attribute_k)) return false;
  const auto self = eval(tree_.child(function, Field::object), 0);
  const auto method = tree_.text(tree_.child(function, Field::attribute));
  if (self.name == T::bottom) return true;
  return (self.name == T::str && method == "join") || method == "extend" || method == "update" ? is_builtin_type(self)
                                                                                               : false;
}

// An array of numbers is looked at by operators, by loops over one axis, and by calls that keep nothing.
Use Types::use_of_table(NodeIndex from, NodeIndex at, const Ty& self) const {
  const bool one_axis = is_item(self.element);
  switch (tree_.kind(at)) {
    case Kind::unary_operator_k: return read();
    case Kind::binary_operator_k:
    case Kind::comparison_operator_k:
      for (auto c = tree_.first(at); c != kNone; c = tree_.next(c)) {
        if (c != from && !is_numeric(eval(c, 0))) return {};
      }
      return read();
    case Kind::for_statement_k: return one_axis && tree_.field_of(from) == Field::right ? read() : mutates();
    case Kind::for_in_clause_k: {
      const auto comprehension = tree_.parent(at);
      const bool at_once = !tree_.is(comprehension, Kind::generator_expression_k) || consumed_at_once(comprehension);
      return one_axis && at_once && tree_.field_of(from) == Field::right ? read() : Use{};
    }
    case Kind::subscript_k: {
      const auto user = tree_.parent(at);
      const auto index = tree_.child(at, Field::subscript);
      const auto kind = tree_.kind(user);
      const bool stored =
          kind == Kind::augmented_assignment_k || kind == Kind::delete_statement_k || kind == Kind::for_statement_k ||
          kind == Kind::for_in_clause_k || kind == Kind::pattern_list_k || kind == Kind::tuple_pattern_k ||
          kind == Kind::list_pattern_k || kind == Kind::list_splat_pattern_k || kind == Kind::as_pattern_target_k ||
          kind == Kind::expression_list_k || (kind == Kind::assignment_k && tree_.field_of(at) == Field::left);
      if (tree_.field_of(from) != Field::value || stored) return mutates();
      const auto which = eval(index, 0).name;
      const bool copied = one_axis && (which == T::integer || which == T::ndarray || which == T::bottom);
      return copied && tree_.next(index) == kNone ? read() : Use{};
    }
    case Kind::attribute_k: {
      const auto name = tree_.text(tree_.child(at, Field::attribute));
      const bool called = tree_.is(tree_.parent(at), Kind::call_k) && tree_.field_of(at) == Field::function;
      if (!called) return name == "shape" || name == "size" || name == "ndim" || name == "dtype" ? read() : Use{};
      const auto* method = find_method(T::ndarray, name);
      return method == nullptr ? Use{} : method->mutates ? mutates() : read();
    }
    case Kind::argument_list_k: {
      const auto name = scopes_.resolve(tree_.child(tree_.parent(at), Field::function));
      if (name == "len" || name == "isinstance" || name == "id") return read();
      const bool gathers = name == "sum" || name == "min" || name == "max" || name == "list" || name == "sorted" ||
                           name == "tuple" || name == "set" || name == "any" || name == "all";
      if (gathers) return one_axis && tree_.count(at) == 1 ? read() : Use{};
      const auto* known = find_function(name);
      return known != nullptr && known->needs == Needs::arrays && tree_.first(at) == from ? read() : Use{};
    }
    default: return {};
  }
}

Use Types::use_at(NodeIndex load, const Ty& self) const {
  NodeIndex from = load, at = tree_.parent(load);
  while (true) {
    const auto field = tree_.field_of(from);
    const bool passes_on = tree_.is(at, Kind::parenthesized_expression_k) || tree_.is(at, Kind::boolean_operator_k) ||
                           tree_.is(at, Kind::conditional_expression_k) || tree_.is(at, Kind::return_statement_k);
    if (!passes_on && holds_items(self)) {
      if (const auto use = use_of_table(from, at, self); use.kind != UseKind::escape) return use;
    }
    switch (tree_.kind(at)) {
      case Kind::parenthesized_expression_k: break;  // the value goes on to what is around
      case Kind::boolean_operator_k:
        if (!is_builtin_type(self)) return {};
        break;
      case Kind::conditional_expression_k:
        if (tree_.nth(at, 1) == from) return is_builtin_type(self) ? read() : Use{};
        break;
      case Kind::attribute_k: return use_of_receiver(at, self);
      case Kind::subscript_k: {
        if (field == Field::value) return use_of_subscript(at, self);
        const auto container = eval(tree_.child(at, Field::value), 0);
        return is_builtin_type(self) && is_builtin_type(container) ? read() : Use{};
      }
      case Kind::slice_k:
      case Kind::not_operator_k:
      case Kind::unary_operator_k:
      case Kind::interpolation_k:
      case Kind::format_expression_k:
      case Kind::if_statement_k:
      case Kind::elif_clause_k:
      case Kind::while_statement_k:
      case Kind::if_clause_k:
      case Kind::assert_statement_k: return is_builtin_type(self) || is_immutable(self.name) ? read() : Use{};
      case Kind::comparison_operator_k:
      case Kind::binary_operator_k: return use_in_operator(from, at, self);
      case Kind::for_statement_k: return is_builtin_type(self) ? read() : mutates();
      case Kind::for_in_clause_k: {
        if (!is_builtin_type(self)) return mutates();
        const auto comprehension = tree_.parent(at);
        return !tree_.is(comprehension, Kind::generator_expression_k) || consumed_at_once(comprehension) ? read()
                                                                                                         : Use{};
      }
      case Kind::list_splat_k: return is_builtin_type(self) ? read() : mutates();
      case Kind::expression_statement_k:
      case Kind::delete_statement_k:
      case Kind::type_k: return read();
      case Kind::return_statement_k: return {.kind = UseKind::returned};
      case Kind::augmented_assignment_k:
        if (field == Field::left) return use_of_augmented(at, self);
        return is_builtin_type(self) && is_builtin_type(eval(tree_.child(at, Field::left), 0)) ? read() : Use{};
      case Kind::assignment_k: {
        const auto target = tree_.kind(tree_.child(at, Field::left));
        const bool taken_apart =
            target == Kind::pattern_list_k || target == Kind::tuple_pattern_k || target == Kind::list_pattern_k;
        return taken_apart && is_builtin_type(self) ? read() : Use{};
      }
      case Kind::tuple_k: {  // "%s" % (x,)
        const auto user = tree_.parent(at);
        const bool format = tree_.is(user, Kind::binary_operator_k) && tree_.child(user, Field::right) == at &&
                            tree_.operator_text(user) == "%" && eval(tree_.child(user, Field::left), 0).name == T::str;
        return format && is_builtin_type(self) ? read() : Use{};
      }
      case Kind::argument_list_k: return use_in_call(from, tree_.parent(at), self);
      case Kind::keyword_argument_k: {
        const auto call = tree_.parent(tree_.parent(at));
        const bool known = find_function(scopes_.resolve(tree_.child(call, Field::function))) != nullptr;
        return known && is_builtin_type(self) ? read() : Use{};
      }
      default: return {};
    }
    from = at;
    at = tree_.parent(at);
  }
}

Use Types::use_in_operator(NodeIndex from, NodeIndex at, const Ty& self) const {
  if (tree_.is(at, Kind::comparison_operator_k)) {
    bool identity = true;
    for (const auto op : tree_.comparison_operators(at)) identity &= op == "is" || op == "is not";
    if (identity) return read();
  }
  if (!is_builtin_type(self)) return {};
  for (auto c = tree_.first(at); c != kNone; c = tree_.next(c)) {
    if (c == from) continue;
    const auto other = eval(c, 0);
    const bool member = tree_.is(at, Kind::comparison_operator_k) && tree_.count(at) == 2 && tree_.nth(at, 1) == from &&
                        tree_.comparison_operators(at)[0].ends_with("in");
    // `unknown in self` compares elements of self with the unknown; self itself is not handed out.
    if (!is_builtin_type(other) && !member) return {};
  }
  return read();
}

Use Types::use_of_augmented(NodeIndex at, const Ty& self) const {
  if (self.name == T::bottom || is_number(self.name) || is_immutable(self.name)) return read();  // binds the name anew
  const auto op = tree_.operator_text(at);
  const auto right = tree_.child(at, Field::right);
  const bool extends =
      (op == "+=" && (self.name == T::list || self.name == T::deque)) || (op == "|=" && self.name == T::set);
  if (extends) return {.kind = UseKind::mutate, .added = right, .each = true};
  if (op == "*=" && self.name == T::list) return changes_without_adding();
  if ((op == "-=" || op == "&=") && self.name == T::set) return changes_without_adding();
  return mutates();
}

Use Types::use_of_subscript(NodeIndex subscript, const Ty& self) const {
  const auto user = tree_.parent(subscript);
  const auto field = tree_.field_of(subscript);
  const auto index = tree_.child(subscript, Field::subscript);
  const auto kind = tree_.kind(user);
  const bool target = (kind == Kind::assignment_k || kind == Kind::augmented_assignment_k ||
                       kind == Kind::for_statement_k || kind == Kind::for_in_clause_k) &&
                      field == Field::left;
  const bool nested = kind == Kind::pattern_list_k || kind == Kind::tuple_pattern_k || kind == Kind::list_pattern_k ||
                      kind == Kind::list_splat_pattern_k || kind == Kind::as_pattern_target_k;
  if (kind == Kind::delete_statement_k || kind == Kind::expression_list_k) {
    auto up = user;
    while (tree_.is(up, Kind::expression_list_k)) up = tree_.parent(up);
    if (tree_.is(up, Kind::delete_statement_k)) return is_builtin_type(self) ? changes_without_adding() : mutates();
  }
  if (nested) return mutates();
  if (!target) {
    if (self.name == T::default_dict) return {.kind = UseKind::mutate, .added = index};
    if (is_mapping(self.name) || is_plain_container(self.name) || self.name == T::bottom) return read();
    return mutates();
  }
  if (!is_builtin_type(self) || kind != Kind::assignment_k ||
      tree_.is(tree_.child(user, Field::right), Kind::assignment_k)) {
    const bool counts = kind == Kind::augmented_assignment_k && is_builtin_type(self);
    if (!counts) return mutates();
    // d[k] += v: the new value has the type of the sum; the key may be new in a Counter or defaultdict only.
    const bool may_add = self.name == T::counter || self.name == T::default_dict;
    if (is_mapping(self.name)) return {.kind = UseKind::mutate, .added = may_add ? index : kNone, .value = user};
    return mutates();
  }
  const auto right = tree_.child(user, Field::right);
  if (is_mapping(self.name)) return {.kind = UseKind::mutate, .added = index, .value = right};
  return {.kind = UseKind::mutate, .added = right, .each = tree_.is(index, Kind::slice_k)};
}

Use Types::use_of_receiver(NodeIndex attribute, const Ty& self) const {
  const auto call = tree_.parent(attribute);
  const bool called = tree_.is(call, Kind::call_k) && tree_.field_of(attribute) == Field::function;
  if (!called) {
    const auto kind = tree_.kind(call);
    const bool target = (kind == Kind::assignment_k || kind == Kind::augmented_assignment_k) &&
                        tree_.field_of(attribute) == Field::left;
    return target ? mutates() : Use{};
  }
  if (self.name == T::bottom) return read();
  const auto name = tree_.text(tree_.child(attribute, Field::attribute));
  const auto* method = find_method(self.name, name);
  if (method == nullptr) return {};
  if (!method->mutates) return read();
  std::vector<NodeIndex> arguments;
  const auto list = tree_.child(call, Field::arguments);
  if (tree_.is(list, Kind::generator_expression_k))
    arguments.push_back(list);
  else
    arguments = tree_.children(list);
  bool plain = true;
  for (const auto a : arguments) {
    plain &= !tree_.is(a, Kind::list_splat_k) && !tree_.is(a, Kind::dictionary_splat_k) &&
             !tree_.is(a, Kind::keyword_argument_k);
  }
  if (method->adds == Adds::nothing) return changes_without_adding();
  if (!plain || arguments.empty()) {
    const bool default_only = name == "setdefault" || !plain;
    return default_only ? mutates() : changes_without_adding();
  }
  if (method->adds == Adds::second) {
    return arguments.size() == 2 ? Use{.kind = UseKind::mutate, .added = arguments[1]} : mutates();
  }
  if (arguments.size() > 1 && name != "setdefault") return mutates();
  Use use{.kind = UseKind::mutate, .added = arguments[0], .each = method->adds == Adds::each_of_first};
  if (name == "setdefault") {
    if (arguments.size() < 2) return mutates();
    use.value = arguments[1];
  }
  return use;
}

Use Types::use_in_call(NodeIndex argument, NodeIndex call, const Ty& self) const {
  if (!tree_.is(call, Kind::call_k)) return {};  // base classes, decorators
  const auto function = tree_.child(call, Field::function);
  int position = 0;
  for (auto c = tree_.first(tree_.child(call, Field::arguments)); c != argument && c != kNone; c = tree_.next(c)) {
    if (tree_.is(c, Kind::list_splat_k)) return {};
    ++position;
  }
  const auto name = scopes_.resolve(function);
  if (name == "isinstance" || name == "id" || name == "callable") return read();
  if (!name.empty()) {
    const auto* known = find_function(name);
    if (known == nullptr || known->needs == Needs::unknown) return {};
    if (is_iterator(self.name)) return mutates();
    if (!is_builtin_type(self)) return {};
    if (known->keeps) return consumed_at_once(call) ? read() : Use{};
    // min(a, b) gives back one of its arguments.
    const bool gives_back =
        (name == "min" || name == "max" || name == "sum") && tree_.count(tree_.child(call, Field::arguments)) > 1;
    if (gives_back && !is_immutable(self.name)) return {};
    return name == "collections.defaultdict" ? Use{} : read();
  }
  if (tree_.is(function, Kind::attribute_k)) return use_in_method(argument, position, call, function, self);
  const auto definition = scopes_.function_named_by(function);
  if (definition == kNone) return {};
  return {.kind = UseKind::passed, .callee = definition, .argument = position};
}

Use Types::use_in_method(NodeIndex, int position, NodeIndex, NodeIndex function, const Ty& self) const {
  const auto receiver = eval(tree_.child(function, Field::object), 0);
  if (receiver.name == T::bottom) return read();
  const auto* method = find_method(receiver.name, tree_.text(tree_.child(function, Field::attribute)));
  if (method == nullptr || !is_builtin_type(self)) return {};
  switch (method->adds) {
    case Adds::nothing: break;
    case Adds::each_of_first: return read();
    case Adds::first:
    case Adds::second: return {};
  }
  const bool gives_default_back = is_mapping(receiver.name) && position > 0;
  return gives_default_back ? Use{} : read();
}

}  // namespace velox::analysis
