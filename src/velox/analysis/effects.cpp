// SPDX-License-Identifier: Apache-2.0
#include "velox/analysis/effects.hpp"

#include <algorithm>
#include <deque>

#include "velox/analysis/effect_walk.hpp"

namespace velox::analysis {

bool Summary::operator==(const Summary& o) const {
  const auto flags = [](const Effects& e) {
    return std::tuple(e.writes, e.calls_unknown, e.io, e.nondeterministic, e.awaits_or_yields, e.reads_attributes,
                      e.certainty);
  };
  return flags(effects) == flags(o.effects) && changes == o.changes && keeps == o.keeps;
}

EffectAnalysis::EffectAnalysis(const Scopes& scopes, const Types& types)
    : scopes_(scopes), types_(types), tree_(scopes.tree()) {}

const std::set<std::string_view>& EffectAnalysis::properties() const {
  std::call_once(properties_found_, [this] { find_properties(); });
  return properties_;
}

bool EffectAnalysis::any_getattr() const {
  properties();
  return any_getattr_;
}

// Names whose reading as an attribute may run code: decorated methods, and descriptors that classes hold.
void EffectAnalysis::find_properties() const {
  for (const auto& scope : scopes_.scopes()) {
    if (scope.kind != ScopeKind::class_body) continue;
    for (const auto& [name, b] : scope.names) {
      if (name == "__getattr__" || name == "__getattribute__") any_getattr_ = true;
      for (const auto& store : scopes_.info(b).stores) {
        const bool decorated = tree_.is(tree_.parent(store.site), Kind::decorated_definition_k);
        const bool made = tree_.is(store.site, Kind::assignment_k) && may_be_descriptor(store.site);
        if (decorated || made) properties_.insert(name);
      }
    }
  }
  // `Box.size = property(...)` outside the class
  for (NodeIndex i = 0; i < tree_.end(0); ++i) {
    const auto target = tree_.is(i, Kind::assignment_k) ? tree_.child(i, Field::left) : kNone;
    if (!tree_.is(target, Kind::attribute_k) || !may_be_descriptor(i)) continue;
    const auto object = tree_.child(target, Field::object);
    const auto b = tree_.is(object, Kind::identifier_k) ? scopes_.binding_at(object) : -1;
    if (b < 0) continue;
    const auto& stores = scopes_.info(b).stores;
    const bool of_class = std::any_of(stores.begin(), stores.end(), [&](const Occurrence& store) {
      return tree_.is(store.site, Kind::class_definition_k);
    });
    if (of_class) properties_.insert(tree_.text(tree_.child(target, Field::attribute)));
  }
}

// What a class holds under a name is made by a call, or known by another name, and no plain value.
bool EffectAnalysis::may_be_descriptor(NodeIndex assignment) const {
  const auto value = tree_.child(assignment, Field::right);
  const bool object =
      tree_.is(value, Kind::call_k) || tree_.is(value, Kind::identifier_k) || tree_.is(value, Kind::attribute_k);
  const auto type = object ? types_.of(value).name : T::none;
  return object && !is_scalar(type) && !is_plain_container(type);
}

std::vector<BindingIndex> EffectAnalysis::parameters(NodeIndex function) const {
  std::vector<BindingIndex> out;
  const auto list = tree_.child(function, Field::parameters);
  for (auto c = tree_.first(list); c != kNone; c = tree_.next(c)) {
    for (NodeIndex i = c; i < tree_.end(c); ++i) {
      const auto b = tree_.is(i, Kind::identifier_k) && scopes_.is_store(i) ? scopes_.binding_at(i) : -1;
      if (b < 0) continue;
      out.push_back(b);
      break;
    }
  }
  return out;
}

Summary EffectAnalysis::empty_summary(NodeIndex function) const {
  Summary empty;
  empty.effects.may_raise = true;
  const auto count = parameters(function).size();
  empty.changes.assign(count, false);
  empty.keeps.assign(count, false);
  return empty;
}

// The least fixpoint for a function and what it calls, directly and through others. That others were summarised before, or will be
// later, makes no difference to it.
void EffectAnalysis::summarise_from(NodeIndex start) const {
  std::deque<NodeIndex> work;
  std::set<NodeIndex> queued;
  std::map<NodeIndex, std::set<NodeIndex>> callers;
  const auto enqueue = [&](NodeIndex function) {
    if (queued.insert(function).second) work.push_back(function);
  };
  summaries_.emplace(start, empty_summary(start));
  enqueue(start);
  while (!work.empty()) {
    const auto function = work.front();
    work.pop_front();
    queued.erase(function);
    Asked asked;
    asked_ = &asked;
    auto next = summarise(function);
    asked_ = nullptr;
    for (const auto callee : asked.all) callers[callee].insert(function);
    for (const auto callee : asked.fresh) enqueue(callee);
    auto& kept = summaries_.at(function);
    if (next == kept) continue;
    kept = std::move(next);
    for (const auto caller : callers[function]) enqueue(caller);
  }
}

Summary EffectAnalysis::summarise(NodeIndex function) const {
  Summary out;
  const auto body = tree_.child(function, Field::body);
  const auto scope = scopes_.opened_by(function);
  if (body != kNone) out.effects = EffectWalk(*this, body, scope, Reads::left_out).run();
  if (scopes_.scope(scope).poisoned) out.effects.calls_unknown = true;
  for (const auto b : parameters(function)) {
    bool changes = false, keeps = scopes_.info(b).deferred;
    const auto self = types_.of_binding(b);
    for (const auto load : scopes_.info(b).loads) {
      const auto use = use_at(load, self);
      changes |= use.kind == UseKind::mutate || use.kind == UseKind::escape;
      keeps |= use.kind == UseKind::escape || use.kind == UseKind::returned;
    }
    if (is_immutable(self.name)) changes = false;
    out.changes.push_back(changes);
    out.keeps.push_back(keeps);
  }
  return out;
}

const Summary* EffectAnalysis::summary(NodeIndex function) const {
  if (!tree_.is(function, Kind::function_definition_k)) return nullptr;
  const std::lock_guard lock(mutex_);
  const bool known = summaries_.contains(function);
  if (asked_ == nullptr) {
    if (!known) summarise_from(function);
  } else {
    asked_->all.push_back(function);
    if (!known) {  // until its turn comes it counts as harmless; if it is not, its callers are looked at again
      summaries_.emplace(function, empty_summary(function));
      asked_->fresh.push_back(function);
    }
  }
  return &summaries_.at(function);
}

Use EffectAnalysis::use_at(NodeIndex load, const Ty& self) const {
  auto use = types_.use_at(load, self);
  if (use.kind != UseKind::passed) return use;
  const auto* callee = summary(use.callee);
  const auto position = static_cast<std::size_t>(use.argument);
  const bool splats = callee != nullptr && position >= callee->changes.size();
  if (callee == nullptr || splats || types_.returned_by(use.callee).name == T::generator || tree_.is_async(use.callee))
    return {};
  const auto b = parameters(use.callee)[position];
  // a starred parameter takes the argument into a tuple
  for (const auto& store : scopes_.info(b).stores) {
    const auto kind = tree_.kind(tree_.parent(store.identifier));
    if (kind == Kind::list_splat_pattern_k || kind == Kind::dictionary_splat_pattern_k) return {};
  }
  if (callee->keeps[position]) return {};
  return {.kind = callee->changes[position] ? UseKind::mutate : UseKind::read,
          .adds_unknown = callee->changes[position]};
}

Effects EffectAnalysis::of(NodeIndex piece, Reads reads) const {
  if (piece < 0) {
    Effects anything;
    anything.writes = anything.calls_unknown = anything.io = anything.nondeterministic = anything.awaits_or_yields =
        true;
    anything.reads_attributes = true;
    return anything;
  }
  auto out = EffectWalk(*this, piece, -1, reads).run();
  out.may_raise = !cannot_raise(piece);
  return out;
}

bool EffectAnalysis::made_here(BindingIndex b, NodeIndex piece) const {
  const auto& info = scopes_.info(b);
  if (info.stores.empty() || info.is_parameter || scopes_.scope(info.scope).poisoned) return false;
  return std::all_of(info.stores.begin(), info.stores.end(), [&](const Occurrence& store) {
    if (piece != kNone && !tree_.inside(store.identifier, piece)) return false;
    if (tree_.is(store.site, Kind::delete_statement_k)) return true;
    if (tree_.is(store.site, Kind::augmented_assignment_k)) return is_plain_container(types_.of_binding(b).name);
    const auto source = tree_.child(store.site, Field::right);
    return tree_.is(store.site, Kind::assignment_k) && tree_.child(store.site, Field::left) == store.identifier &&
           source != kNone && !tree_.is(tree_.parent(store.site), Kind::assignment_k) && types_.fresh(source);
  });
}

bool EffectAnalysis::surely_bound(NodeIndex identifier) const {
  const auto b = scopes_.binding_at(identifier);
  if (b < 0) return false;
  const auto& info = scopes_.info(b);
  if (info.is_builtin) return scopes_.face(b).kind == BindingKind::builtin;
  if (info.deleted || scopes_.scope(info.scope).poisoned) return false;
  for (const auto& store : info.stores) {  // `except E as x` unbinds x
    if (tree_.is(store.site, Kind::as_pattern_target_k) || tree_.is(store.site, Kind::except_clause_k)) return false;
  }
  if (info.is_parameter) return true;
  for (const auto& store : info.stores) {
    // A statement before, in a block that also holds the reader.
    auto statement = store.site;
    while (statement != kNone && !tree_.is(tree_.parent(statement), Kind::block_k) &&
           !tree_.is(tree_.parent(statement), Kind::module_k)) {
      const auto up = tree_.parent(statement);
      const auto kind = tree_.kind(up);
      const bool simple = kind == Kind::expression_statement_k || kind == Kind::decorated_definition_k ||
                          kind == Kind::dotted_name_k || kind == Kind::assignment_k;
      if (tree_.is(statement, Kind::for_in_clause_k)) return tree_.inside(identifier, tree_.parent(statement));
      if (!simple) break;
      statement = up;
    }
    if (tree_.is(statement, Kind::for_statement_k)) {
      const auto body = tree_.child(statement, Field::body);
      if (body != kNone && tree_.inside(identifier, body)) return true;
      continue;
    }
    const auto block = tree_.parent(statement);
    const auto kind = tree_.kind(statement);
    const bool simple = kind == Kind::expression_statement_k || kind == Kind::import_statement_k ||
                        kind == Kind::import_from_statement_k || kind == Kind::function_definition_k ||
                        kind == Kind::class_definition_k || kind == Kind::decorated_definition_k;
    if (simple && tree_.inside(identifier, block) && identifier >= tree_.end(statement)) return true;
  }
  return false;
}

// A decimal literal other than 0.
static bool nonzero_literal(const Tree& tree, NodeIndex i) {
  i = tree.strip(i);
  const auto text = tree.text(i);
  return tree.is(i, Kind::integer_k) && text.find_first_of("123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A method of a str that takes no argument, or a literal, and has an answer for every text.
bool EffectAnalysis::text_method_cannot_raise(NodeIndex call, int depth) const {
  static const std::set<std::string_view> kAlone = {
      "lower",   "upper",   "casefold", "title",        "capitalize", "swapcase",   "strip",   "lstrip",
      "rstrip",  "isalnum", "isalpha",  "isascii",      "isdecimal",  "isdigit",    "islower", "isnumeric",
      "isspace", "istitle", "isupper",  "isidentifier", "splitlines", "isprintable"};
  static const std::set<std::string_view> kWithText = {"startswith", "endswith", "strip", "lstrip",
                                                       "rstrip",     "count",    "find",  "rfind"};
  const auto function = tree_.child(call, Field::function), arguments = tree_.child(call, Field::arguments);
  const auto receiver = tree_.child(function, Field::object);
  if (types_.of(receiver).name != T::str || !tree_.is(arguments, Kind::argument_list_k)) return false;
  const auto name = tree_.text(tree_.child(function, Field::attribute));
  const auto first = tree_.first(arguments);
  const bool alone = first == kNone && kAlone.contains(name);
  const bool literal = tree_.count(arguments) == 1 && tree_.is(first, Kind::string_k) &&
                       types_.of(first).name == T::str && kWithText.contains(name) && cannot_raise(first, depth);
  return (alone || literal) && cannot_raise(receiver, depth);
}

bool EffectAnalysis::cannot_raise(NodeIndex i, int depth) const {
  if (i < 0 || depth > 100) return false;
  const auto all = [&] {
    for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
      if (!cannot_raise(c, depth + 1)) return false;
    }
    return true;
  };
  switch (tree_.kind(i)) {
    case Kind::integer_k:
    case Kind::float_literal:
    case Kind::true_literal:
    case Kind::false_literal:
    case Kind::none_k:
    case Kind::ellipsis_k:
    case Kind::pass_statement_k:
    case Kind::lambda_k: return true;
    case Kind::string_k: {
      for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
        if (!tree_.is(c, Kind::interpolation_k)) continue;
        const auto value = tree_.child(c, Field::expression);
        if (tree_.count(c) != 1 || !is_scalar(types_.of(value).name) || !cannot_raise(value, depth + 1)) return false;
      }
      return true;
    }
    case Kind::identifier_k: return scopes_.is_store(i) || surely_bound(i);
    case Kind::parenthesized_expression_k:
    case Kind::list_k:
    case Kind::tuple_k:
    case Kind::expression_list_k:
    case Kind::expression_statement_k:
    case Kind::block_k:
    case Kind::concatenated_string_k: return all();
    case Kind::assignment_k:
      return tree_.is(tree_.child(i, Field::left), Kind::identifier_k) &&
             cannot_raise(tree_.child(i, Field::right), depth + 1);
    case Kind::not_operator_k:
    case Kind::boolean_operator_k:
    case Kind::conditional_expression_k:
      for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
        const auto t = types_.of(c).name;
        if (!is_scalar(t) && !is_plain_container(t)) return false;
      }
      return all();
    case Kind::comparison_operator_k: {
      bool numbers = true, texts = true, scalars = true;
      const auto of = types_.of(tree_.nth(i, tree_.count(i) - 1));
      const bool hashed = is_mapping(of.name) || of.name == T::set || of.name == T::frozenset;
      const bool asks = tree_.count(i) == 2 && hashable_value(types_.of(tree_.first(i))) &&
                        (hashed || ((of.name == T::list || of.name == T::tuple) && of.hashable));
      for (auto c = tree_.first(i); c != kNone; c = tree_.next(c)) {
        const auto t = types_.of(c).name;
        numbers &= t == T::integer || t == T::real || t == T::boolean;
        texts &= t == T::str;
        scalars &= is_scalar(t);
      }
      for (const auto op : tree_.comparison_operators(i)) {
        const bool identity = op == "is" || op == "is not";
        const bool equality = (op == "==" || op == "!=") && scalars;
        const bool order = op.find("in") == std::string_view::npos && (numbers || texts);
        if (!identity && !equality && !order && !(op.ends_with("in") && (texts || asks))) return false;
      }
      return all();
    }
    case Kind::binary_operator_k: {
      const auto left = types_.of(tree_.child(i, Field::left)).name,
                 right = types_.of(tree_.child(i, Field::right)).name;
      const auto op = tree_.operator_text(i);
      const bool sums = (op == "+" || op == "-" || op == "*") && left == T::integer && right == T::integer;
      const bool joins = op == "+" && left == right && (left == T::str || left == T::list || left == T::tuple);
      const bool bits = (op == "&" || op == "|" || op == "^") && left == T::integer && right == T::integer;
      const bool divides = (op == "%" || op == "//") && left == T::integer && right == T::integer;
      return (sums || joins || bits || (divides && nonzero_literal(tree_, tree_.child(i, Field::right)))) && all();
    }
    case Kind::unary_operator_k: {
      const auto t = types_.of(tree_.child(i, Field::argument)).name;
      const bool whole = t == T::integer || t == T::boolean;
      return (whole || (t == T::real && tree_.operator_text(i) != "~")) && all();
    }
    case Kind::call_k: {
      if (tree_.is(tree_.child(i, Field::function), Kind::attribute_k)) return text_method_cannot_raise(i, depth + 1);
      if (scopes_.resolve(tree_.child(i, Field::function)) != "len") return false;
      const auto arguments = tree_.child(i, Field::arguments);
      const auto value = tree_.first(arguments);
      return tree_.count(arguments) == 1 && is_plain_container(types_.of(value).name) &&
             types_.of(value).name != T::range && cannot_raise(value, depth + 1);
    }
    default: return false;
  }
}

}  // namespace velox::analysis
