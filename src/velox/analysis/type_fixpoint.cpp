// SPDX-License-Identifier: Apache-2.0
// Types of variables: what each store puts into them, iterated to the least fixpoint with a work list. Types only grow
// (bottom, one exact class, unknown), so the work is linear in the number of stores and reads.
#include <algorithm>
#include <deque>

#include "velox/analysis/types.hpp"

namespace velox::analysis {

std::vector<NodeIndex> own_nodes(const Tree& tree, NodeIndex function, Kind kind) {
  std::vector<NodeIndex> out;
  const auto body = tree.child(function, Field::body);
  if (body == kNone) return out;
  for (auto i = body; i < tree.end(body);) {
    const auto k = tree.kind(i);
    if (k == kind) out.push_back(i);
    const bool nested = k == Kind::function_definition_k || k == Kind::class_definition_k || k == Kind::lambda_k;
    i = nested ? tree.end(i) : i + 1;
  }
  return out;
}

namespace {

bool has_own_break(const Tree& tree, NodeIndex loop) {
  const auto body = tree.child(loop, Field::body);
  if (body == kNone) return true;
  for (auto i = body; i < tree.end(body); ++i) {
    if (tree.is(i, Kind::break_statement_k)) return true;  // one of an inner loop too: the answer errs to `may end`
  }
  return false;
}

bool clause_leaves(const Tree& tree, NodeIndex clause) {
  for (auto c = tree.first(clause); c != kNone; c = tree.next(c)) {
    if (tree.is(c, Kind::block_k)) return always_leaves(tree, c);
  }
  return false;
}

bool statement_leaves(const Tree& tree, NodeIndex s) {
  switch (tree.kind(s)) {
    case Kind::return_statement_k:
    case Kind::raise_statement_k: return true;
    case Kind::while_statement_k:
      return tree.is(tree.child(s, Field::condition), Kind::true_literal) && !has_own_break(tree, s);
    case Kind::if_statement_k: {
      bool has_else = false;
      if (!always_leaves(tree, tree.child(s, Field::consequence))) return false;
      for (auto c = tree.first(s); c != kNone; c = tree.next(c)) {
        const bool branch = tree.is(c, Kind::elif_clause_k) || tree.is(c, Kind::else_clause_k);
        has_else |= tree.is(c, Kind::else_clause_k);
        if (branch && !clause_leaves(tree, c)) return false;
      }
      return has_else;
    }
    default: return false;
  }
}

}  // namespace

bool always_leaves(const Tree& tree, NodeIndex block) {
  for (auto c = tree.first(block); c != kNone; c = tree.next(c)) {
    if (statement_leaves(tree, c)) return true;
  }
  return false;
}

class TypeFixpoint {
 public:
  explicit TypeFixpoint(Types& types) : types_(types) {}

  void run() {
    const auto bindings = types_.scopes_.binding_count();
    for (const auto& scope : types_.scopes_.scopes()) {
      if (scope.kind == ScopeKind::function) types_.functions_.emplace(scope.node, bindings + types_.functions_.size());
    }
    functions_.resize(types_.functions_.size());
    for (const auto& [node, variable] : types_.functions_) functions_[variable - bindings] = node;
    types_.variables_.assign(bindings + functions_.size(), Ty::bottom());
    readers_.resize(types_.variables_.size());
    queued_.assign(types_.variables_.size(), true);
    for (std::size_t v = 0; v < types_.variables_.size(); ++v) work_.push_back(v);
    types_.on_read_ = [this](std::size_t read) {
      auto& readers = readers_[read];
      // Most reads of a variable follow each other; a reader that is noted twice is still queued once.
      if (readers.empty() || readers.back() != current_) readers.push_back(current_);
    };
    while (!work_.empty()) {
      current_ = work_.front();
      work_.pop_front();
      queued_[current_] = false;
      update(bindings);
    }
    types_.on_read_ = nullptr;
  }

 private:
  void update(std::size_t bindings) {
    auto type = current_ < bindings ? types_.binding_type(static_cast<BindingIndex>(current_))
                                    : types_.return_type(functions_[current_ - bindings]);
    auto& kept = types_.variables_[current_];
    if (!kept.known() && kept.name != T::bottom) return;
    type = kept.name == T::bottom ? type : join(kept, type);
    if (type.why != kept.why && kept.name != T::bottom) type.why = kept.why;
    if (type == kept) return;
    kept = type;
    for (const auto reader : readers_[current_]) {
      if (!queued_[reader]) work_.push_back(reader), queued_[reader] = true;
    }
  }

  Types& types_;
  std::vector<NodeIndex> functions_;
  std::vector<std::vector<std::size_t>> readers_;
  std::vector<bool> queued_;
  std::deque<std::size_t> work_;
  std::size_t current_ = 0;
};

namespace {

Ty observed_type(const model::ObservedValue& seen) {
  if (seen.types.size() != 1) return {};
  Ty type = Ty::of(type_named(seen.types.begin()->first));
  type.certainty = Certainty::observed;
  if (!type.known()) return {};
  if (seen.elements.size() == 1) type.element = type_named(seen.elements.begin()->first);
  if (seen.element_of_elements.size() == 1) type.inner = type_named(seen.element_of_elements.begin()->first);
  const auto scalars = [](const std::map<std::string, std::uint64_t>& types) {
    return !types.empty() &&
           std::all_of(types.begin(), types.end(), [](const auto& t) { return is_scalar(type_named(t.first)); });
  };
  type.hashable = scalars(seen.elements) || (type.element == T::tuple && scalars(seen.element_of_elements));
  return type;
}

}  // namespace

Types::Types(const Scopes& scopes, const std::map<NodeIndex, const model::ObservedUnit*>& observed)
    : scopes_(scopes), tree_(scopes.tree()), observed_(observed) {
  for (const auto& [function, unit] : observed) {
    for (const auto& [name, value] : unit->locals) {
      if (const Ty type = observed_type(value); type.known()) locals_[function].emplace(name, type);
    }
  }
  TypeFixpoint(*this).run();
}

Ty Types::seen_local(NodeIndex function, const std::string& name, NodeIndex why) const {
  const auto unit = locals_.find(function);
  if (unit == locals_.end()) return {};
  const auto found = unit->second.find(name);
  if (found == unit->second.end()) return {};
  Ty type = found->second;
  type.why = why;
  return type;
}

Ty Types::binding_type(BindingIndex b) const {
  const auto& info = scopes_.info(b);
  const auto& scope = scopes_.scope(info.scope);
  if (info.is_builtin || scope.poisoned || scope.kind == ScopeKind::class_body || info.stores.empty()) return {};
  Ty type = Ty::bottom();
  bool all_known = true;
  for (const auto& store : info.stores) {
    const Ty one = stored(b, store);
    all_known &= one.name != T::unknown;
    if (one.name == T::unknown) continue;
    type = join(type, one);
    if (type.name == T::unknown) return {};
  }
  if (!all_known) {
    // What the other stores put there can only be told from what was seen, and only if that is the same.
    const Ty seen = seen_local(scope.node, scopes_.face(b).name, info.stores.front().identifier);
    if (!seen.known() || (type.known() && type.name != seen.name)) return {};
    type = seen;
  }
  if (info.scope == 0 && type.known()) {
    // Other modules may rebind what does not look private or constant.
    const auto& name = scopes_.face(b).name;
    const bool lower = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (lower && !name.starts_with('_')) type.certainty = std::max(type.certainty, Certainty::declared);
  }
  return with_additions(b, type);
}

Ty Types::return_type(NodeIndex function) const {
  if (tree_.is_async(function)) return own_nodes(tree_, function, Kind::yield_k).empty() ? Ty::of(T::coroutine) : Ty();
  if (!own_nodes(tree_, function, Kind::yield_k).empty()) return Ty::of(T::generator, function);
  const auto body = tree_.child(function, Field::body);
  Ty type = always_leaves(tree_, body) ? Ty::bottom() : Ty::of(T::none, function);
  for (const auto statement : own_nodes(tree_, function, Kind::return_statement_k)) {
    const auto value = tree_.first(statement);
    type = join(type, value == kNone ? Ty::of(T::none, statement) : eval(value, 0));
  }
  // A returned container may be one that somebody else changes, unless it is made on the spot.
  if (is_plain_container(type.name) && !is_immutable(type.name)) {
    for (const auto statement : own_nodes(tree_, function, Kind::return_statement_k)) {
      const auto value = tree_.first(statement);
      if (value != kNone && fresh(value)) continue;
      type.element = type.inner = type.value = T::unknown;
      type.hashable = false;
    }
  }
  return type;
}

Ty Types::stored(BindingIndex b, const Occurrence& store) const {
  const auto site = store.site;
  switch (tree_.kind(site)) {
    case Kind::assignment_k: {
      auto source = tree_.child(site, Field::right);
      const bool chained = tree_.is(source, Kind::assignment_k) || tree_.is(tree_.parent(site), Kind::assignment_k);
      while (tree_.is(source, Kind::assignment_k)) source = tree_.child(source, Field::right);
      auto type = unpacked(tree_.child(site, Field::left), store.identifier, source, false, {});
      if (chained && !is_immutable(type.name))
        type.element = type.inner = type.value = T::unknown, type.hashable = false;
      return type;
    }
    case Kind::augmented_assignment_k: {
      const auto left = read_variable(static_cast<std::size_t>(b));
      const auto op = tree_.operator_text(site);
      const auto right = eval(tree_.child(site, Field::right), 0);
      if (op == "+=" && (left.name == T::list || left.name == T::deque)) return left;  // extends in place
      if (op == "|=" && (is_mapping(left.name) || left.name == T::set)) return left;
      return eval_binary(op, left, right, site);
    }
    case Kind::named_expression_k: return eval(tree_.child(site, Field::value), 0);
    case Kind::for_statement_k: {
      if (tree_.is_async(site)) return {};
      return unpacked(tree_.child(site, Field::left), store.identifier, tree_.child(site, Field::right), true, {});
    }
    case Kind::for_in_clause_k: {
      const auto source = tree_.child(site, Field::right);
      const auto more = tree_.next(source);
      if (tree_.is_async(site) || (more != kNone && tree_.field_of(more) == Field::right)) return {};
      return unpacked(tree_.child(site, Field::left), store.identifier, source, true, {});
    }
    case Kind::delete_statement_k: return Ty::bottom();
    case Kind::function_definition_k:
      if (scopes_.info(b).is_parameter && scopes_.opened_by(site) == scopes_.info(b).scope)
        return stored_by_parameter(b, store);
      return tree_.is(tree_.parent(site), Kind::decorated_definition_k) ? Ty() : Ty::of(T::function, site);
    default: return {};
  }
}

namespace {

// *args and **kwargs are always a tuple and a dict.
T splat_type(const Tree& tree, NodeIndex identifier) {
  switch (tree.kind(tree.parent(identifier))) {
    case Kind::list_splat_pattern_k: return T::tuple;
    case Kind::dictionary_splat_pattern_k: return T::dict;
    default: return T::unknown;
  }
}

}  // namespace

Ty Types::stored_by_parameter(BindingIndex b, const Occurrence& store) const {
  const auto splat = splat_type(tree_, store.identifier);
  if (splat != T::unknown) {
    Ty type = Ty::of(splat, store.identifier);
    if (splat == T::dict) type.element = T::str, type.hashable = true;
    return type;
  }
  Ty type;
  const auto parameter = tree_.parent(store.identifier);
  const auto annotation = tree_.child(parameter, Field::type);
  const auto generic = tree_.child(store.site, Field::type_parameters) != kNone;
  if (annotation != kNone && !generic) {
    type = annotated(annotation);
    const auto fallback = tree_.child(parameter, Field::value);
    if (type.known() && fallback != kNone) {
      auto other = eval(fallback, 0);
      other.certainty = Certainty::declared;
      if (is_plain_container(other.name))
        other.element = type.element, other.inner = type.inner, other.value = type.value,
        other.hashable = type.hashable;
      type = join(type, other);
    }
    type.why = store.identifier;
  }
  const auto unit = observed_.find(store.site);
  if (unit == observed_.end()) return type;
  const auto seen = unit->second->params.find(scopes_.face(b).name);
  if (seen == unit->second->params.end() || seen->second.types.empty()) return type;
  auto found = observed_type(seen->second);
  found.why = store.identifier;
  if (type.known() && found.name == type.name) return type.element == T::unknown && !type.hashable ? found : type;
  return found;
}

// list[str], List[str], str ...: only classes whose instances are surely meant exactly.
Ty Types::annotated(NodeIndex type) const {
  auto i = tree_.is(type, Kind::type_k) ? tree_.first(type) : type;
  std::vector<NodeIndex> arguments;
  NodeIndex head = i;
  if (tree_.is(i, Kind::subscript_k)) {
    head = tree_.child(i, Field::value);
    for (auto c = tree_.next(head); c != kNone; c = tree_.next(c)) arguments.push_back(c);
  } else if (tree_.node(i).is("generic_type")) {
    head = tree_.first(i);
    for (const auto c : tree_.children(tree_.next(head))) arguments.push_back(c);
  }
  auto name = scopes_.resolve(head);
  if (name.starts_with("typing.")) {
    const auto bare = name.substr(7);
    if (bare == "List" || bare == "Dict" || bare == "Set" || bare == "Tuple") {
      name = bare == "List" ? "list" : bare == "Dict" ? "dict" : bare == "Set" ? "set" : "tuple";
    } else if (bare == "FrozenSet")
      name = "frozenset";
    else if (bare == "Deque")
      name = "collections.deque";
  }
  if (name == "numpy.typing.NDArray") name = "numpy.ndarray", arguments.clear();
  Ty out = Ty::of(type_named(name), type);
  out.certainty = Certainty::declared;
  if (is_table(out.name)) return out;
  const bool usable = out.name == T::boolean || out.name == T::integer || out.name == T::str || out.name == T::bytes ||
                      out.name == T::list || out.name == T::dict || out.name == T::set || out.name == T::tuple ||
                      out.name == T::frozenset || out.name == T::deque;
  if (!usable) return {};
  if (arguments.empty()) return out;
  if (out.name == T::tuple) {
    Ty all = Ty::bottom();
    for (const auto argument : arguments) {
      if (tree_.text(argument) != "...") all = join(all, annotated(argument));
    }
    out.element = all.name;
    out.hashable = hashable_value(all) && all.known();
    return out;
  }
  const auto element = annotated(arguments[0]);
  out.element = element.name;
  out.inner = element.element;
  out.hashable = element.known() && hashable_value(element);
  if (out.name == T::dict && arguments.size() > 1) out.value = annotated(arguments[1]).name;
  return out;
}

// The part of a value that lands in `identifier` when it is assigned to `target`.
Ty Types::unpacked(NodeIndex target, NodeIndex identifier, NodeIndex source, bool iterate, const Ty& given) const {
  if (source != kNone) source = tree_.strip(source);
  if (target == identifier) return source == kNone ? given : iterate ? iterated(source) : eval(source, 0);
  const auto kind = tree_.kind(target);
  if (kind != Kind::tuple_pattern_k && kind != Kind::list_pattern_k && kind != Kind::pattern_list_k) return {};
  return unpacked_part(target, identifier, source, iterate, given);
}

Ty Types::unpacked_part(NodeIndex target, NodeIndex identifier, NodeIndex source, bool iterate, const Ty& given) const {
  int position = -1, n = 0;
  NodeIndex part = kNone;
  bool starred = false;
  for (auto c = tree_.first(target); c != kNone; c = tree_.next(c), ++n) {
    if (tree_.inside(identifier, c)) part = c, position = n;
    starred |= tree_.is(c, Kind::list_splat_pattern_k);
  }
  if (part == kNone) return {};
  if (tree_.is(part, Kind::list_splat_pattern_k)) return Ty::of(T::list, target);
  const auto kind = tree_.kind(source);
  if (!iterate && source != kNone &&
      (kind == Kind::tuple_k || kind == Kind::list_k || kind == Kind::expression_list_k)) {
    const auto items = tree_.children(source);
    const bool splat =
        std::any_of(items.begin(), items.end(), [&](NodeIndex c) { return tree_.is(c, Kind::list_splat_k); });
    if (!starred && !splat && static_cast<int>(items.size()) == n) {
      return unpacked(part, identifier, items[static_cast<std::size_t>(position)], false, {});
    }
  }
  if (iterate && kind == Kind::call_k && !starred) {
    const auto function = tree_.child(source, Field::function);
    const auto arguments = tree_.children(tree_.child(source, Field::arguments));
    const bool simple = !arguments.empty() && std::none_of(arguments.begin(), arguments.end(), [&](NodeIndex c) {
      return tree_.is(c, Kind::list_splat_k) || tree_.is(c, Kind::dictionary_splat_k);
    });
    const auto name = scopes_.resolve(function);
    if (name == "enumerate" && simple && n == 2) {
      if (position == 0)
        return tree_.count(tree_.child(source, Field::arguments)) == 1 ? Ty::of(T::integer, source) : Ty();
      return unpacked(part, identifier, arguments[0], true, {});
    }
    if (name == "zip" && simple && static_cast<int>(arguments.size()) == n) {
      return unpacked(part, identifier, arguments[static_cast<std::size_t>(position)], true, {});
    }
    if (tree_.is(function, Kind::attribute_k) && n == 2 && arguments.empty() &&
        tree_.text(tree_.child(function, Field::attribute)) == "items") {
      const auto mapping = eval(tree_.child(function, Field::object), 0);
      if (mapping.name == T::bottom) return mapping;
      if (!is_mapping(mapping.name)) return {};
      if (position == 0) return unpacked(part, identifier, kNone, false, element_of(mapping));
      Ty value = mapping.value == T::bottom    ? Ty::bottom()
                 : mapping.value == T::unknown ? Ty()
                                               : Ty::of(mapping.value, source);
      value.certainty = mapping.certainty;
      return unpacked(part, identifier, kNone, false, value);
    }
  }
  const Ty whole = source == kNone ? given : iterate ? iterated(source) : eval(source, 0);
  if (whole.name == T::bottom) return whole;
  const bool known = is_plain_container(whole.name) && !is_mapping(whole.name);
  return unpacked(part, identifier, kNone, false, known ? element_of(whole) : Ty());
}

namespace {

T add(T seen, T more) {
  if (seen == T::bottom || seen == more) return more;
  return more == T::bottom ? seen : T::unknown;
}

}  // namespace

// Elements that methods and item assignments put into a container; unknown when somebody else could.
Ty Types::with_additions(BindingIndex b, Ty type) const {
  if (!is_plain_container(type.name) || is_immutable(type.name)) return type;
  const auto forget = [&] {
    type.element = type.inner = type.value = T::unknown;
    type.hashable = false;
    return type;
  };
  const auto& info = scopes_.info(b);
  // A parameter's elements are declared or observed; everything else must be made here, and not be shared.
  for (const auto& store : info.stores) {
    const auto kind = tree_.kind(store.site);
    if (kind == Kind::augmented_assignment_k || kind == Kind::delete_statement_k || info.is_parameter) continue;
    const auto source = kind == Kind::assignment_k ? tree_.child(store.site, Field::right) : kNone;
    const bool made = source != kNone && tree_.child(store.site, Field::left) == store.identifier && fresh(source);
    if (!made && type.certainty == Certainty::proven) return forget();
    if (!made && info.scope == 0) return forget();
  }
  for (const auto load : info.loads) {
    const auto use = use_at(load, type);
    if (use.kind == UseKind::escape || use.kind == UseKind::passed || use.adds_unknown) return forget();
    if (use.value != kNone) type.value = add(type.value, eval(use.value, 0).name);
    if (use.added == kNone) continue;
    const auto added = use.each ? iterated(use.added) : eval(use.added, 0);
    if (added.name == T::bottom) continue;
    type.inner = type.element == T::bottom ? added.element : add(type.inner, added.element);
    type.element = add(type.element, added.name);
    type.hashable = type.hashable && hashable_value(added);
    type.certainty = std::max(type.certainty, added.certainty);
    if (is_mapping(type.name) && use.each) type.value = T::unknown;
  }
  return type;
}

}  // namespace velox::analysis
