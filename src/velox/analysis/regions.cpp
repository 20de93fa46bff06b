// SPDX-License-Identifier: Apache-2.0
// An object that only one name refers to changes only where that name is used. Any other object may also change wherever
// the region runs code that is not known, or changes another object of the same class.
#include "velox/analysis/regions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace velox::analysis {
namespace {

bool spared(const Tree& tree, NodeIndex i, const std::vector<NodeIndex>& allowed) {
  return std::any_of(allowed.begin(), allowed.end(), [&](NodeIndex a) { return a != kNone && tree.inside(i, a); });
}

}  // namespace

// A second reference to the object may exist: it came from outside, or went somewhere.
bool Regions::shared(BindingIndex b) const {
  const auto& info = scopes_.info(b);
  if (info.scope == 0 || !effects_.made_here(b, kNone)) return true;
  const auto self = types_.of_binding(b);
  return std::any_of(info.loads.begin(), info.loads.end(), [&](NodeIndex load) {
    const auto use = effects_.use_at(load, self);
    return use.kind == UseKind::escape || use.kind == UseKind::passed;
  });
}

bool Regions::runs_unknown_code(NodeIndex region, const std::vector<NodeIndex>& allowed) const {
  if (allowed.empty()) {
    const auto e = effects_.of(region);
    return e.calls_unknown || e.awaits_or_yields;
  }
  // Pieces that are not allowed, one by one; heads of compound statements are entered.
  for (auto c = tree_.first(region); c != kNone; c = tree_.next(c)) {
    if (spared(tree_, c, allowed)) continue;
    const bool holds =
        std::any_of(allowed.begin(), allowed.end(), [&](NodeIndex a) { return a != kNone && tree_.inside(a, c); });
    if (holds && runs_unknown_code(c, allowed)) return true;
    const auto e = holds ? Effects() : effects_.of(c);
    if (e.calls_unknown || e.awaits_or_yields) return true;
  }
  return false;
}

// Calls a function of this module that changes something outside itself, such as what it captured.
bool Regions::runs_writers(NodeIndex region, const std::vector<NodeIndex>& allowed) const {
  for (NodeIndex i = region; i < tree_.end(region); ++i) {
    if (!tree_.is(i, Kind::call_k) || spared(tree_, i, allowed)) continue;
    const auto callee = scopes_.function_named_by(tree_.child(i, Field::function));
    const auto* summary = callee == kNone ? nullptr : effects_.summary(callee);
    if (summary != nullptr && summary->effects.writes) return true;
  }
  return false;
}

// Is an object of this class changed through a name other than `except`, or through no name at all?
bool Regions::changes_objects_of(T type, NodeIndex region, BindingIndex except,
                                 const std::vector<NodeIndex>& allowed) const {
  for (NodeIndex i = region; i < tree_.end(region); ++i) {
    NodeIndex object = kNone;
    const auto kind = tree_.kind(i);
    const auto parent = tree_.parent(i);
    if (kind == Kind::attribute_k && tree_.is(parent, Kind::call_k) && tree_.field_of(i) == Field::function) {
      object = tree_.child(i, Field::object);
      const auto* method = find_method(types_.of(object).name, tree_.text(tree_.child(i, Field::attribute)));
      if (method != nullptr && !method->mutates) continue;
      if (find_function(scopes_.resolve(i)) != nullptr) continue;  // math.sqrt: no method of an object
    } else if (kind == Kind::subscript_k) {
      const auto up = tree_.kind(parent);
      const bool may_store = up == Kind::assignment_k || up == Kind::augmented_assignment_k ||
                             up == Kind::delete_statement_k || up == Kind::for_statement_k ||
                             up == Kind::for_in_clause_k || up == Kind::pattern_list_k || up == Kind::tuple_pattern_k ||
                             up == Kind::list_pattern_k || up == Kind::expression_list_k ||
                             up == Kind::list_splat_pattern_k || up == Kind::as_pattern_target_k;
      if (may_store) object = tree_.child(i, Field::value);
    } else if (kind == Kind::augmented_assignment_k) {
      object = tree_.child(i, Field::left);
    } else if (kind == Kind::call_k) {
      const auto callee = scopes_.function_named_by(tree_.child(i, Field::function));
      const auto* summary = effects_.summary(callee);
      if (callee == kNone || summary == nullptr) continue;  // unknown code is asked for elsewhere
      const bool changes = summary->effects.writes ||
                           std::find(summary->changes.begin(), summary->changes.end(), true) != summary->changes.end();
      if (changes && !spared(tree_, i, allowed)) return true;
      continue;
    }
    if (object == kNone || spared(tree_, i, allowed)) continue;
    const auto changed = types_.of(object).name;
    if (changed != type && changed != T::unknown) continue;
    const auto b = tree_.is(object, Kind::identifier_k) ? scopes_.binding_at(object) : -1;
    if (b >= 0 && (b == except || !shared(b))) continue;
    if (b < 0 && types_.fresh(object)) continue;
    return true;
  }
  return false;
}

bool Regions::others_may_change(BindingIndex b, NodeIndex region, const std::vector<NodeIndex>& allowed) const {
  if (!shared(b)) return false;
  return runs_unknown_code(region, allowed) || changes_objects_of(types_.of_binding(b).name, region, b, allowed);
}

bool Regions::mutated_in(BindingIndex b, NodeIndex region, const std::vector<NodeIndex>& allowed) const {
  if (b < 0 || region < 0) return true;
  const auto self = types_.of_binding(b);
  if (is_immutable(self.name)) return false;
  const auto& info = scopes_.info(b);
  if (info.is_builtin) return false;
  const auto unknown_code = info.deferred && (runs_unknown_code(region, allowed) || runs_writers(region, allowed));
  for (const auto load : info.loads) {
    if (spared(tree_, load, allowed)) continue;
    const bool inside = tree_.inside(load, region);
    if (!inside && !unknown_code) continue;  // nested functions elsewhere run only when something calls them
    const auto kind = effects_.use_at(load, self).kind;
    if (kind == UseKind::mutate || kind == UseKind::escape || kind == UseKind::passed) return true;
  }
  return others_may_change(b, region, allowed);
}

bool Regions::escapes(BindingIndex b, NodeIndex region) const {
  if (b < 0 || region < 0) return true;
  const auto& info = scopes_.info(b);
  if (info.is_builtin) return false;
  if (info.scope == 0 || info.deferred || scopes_.scope(info.scope).poisoned) return true;
  const auto self = types_.of_binding(b);
  return std::any_of(info.loads.begin(), info.loads.end(), [&](NodeIndex load) {
    if (!tree_.inside(load, region)) return false;
    const auto kind = effects_.use_at(load, self).kind;
    return kind == UseKind::escape || kind == UseKind::passed || kind == UseKind::returned;
  });
}

bool Regions::rebound_in(BindingIndex b, NodeIndex region, bool runs_unknown) const {
  const auto& info = scopes_.info(b);
  const auto& face = scopes_.face(b);
  if (info.is_builtin) return scopes_.builtins_poisoned();
  if (scopes_.scope(info.scope).poisoned) return true;
  if (face.written_elsewhere && runs_unknown) return true;
  for (const auto& store : info.stores) {
    if (tree_.inside(store.identifier, region)) return true;
  }
  // A function of this module that the region calls may have a `global` or `nonlocal` statement.
  return face.written_elsewhere && effects_.of(region).writes;
}

bool Regions::invariant(NodeIndex expression, NodeIndex region) const {
  if (expression < 0 || region < 0) return false;
  const auto own = effects_.of(expression);
  if (!own.pure()) return false;
  const auto around = effects_.of(region);
  const bool unknown = around.calls_unknown || around.awaits_or_yields;
  if (own.reads_attributes && unknown) return false;
  for (NodeIndex i = expression; i < tree_.end(expression); ++i) {
    if (tree_.is(i, Kind::attribute_k) && scopes_.resolve(i).empty()) {
      // the same attribute of any object, assigned in the region
      const auto name = tree_.text(tree_.child(i, Field::attribute));
      const bool method = tree_.is(tree_.parent(i), Kind::call_k) && tree_.field_of(i) == Field::function;
      for (NodeIndex r = region; r < tree_.end(region) && !method; ++r) {
        const auto up = tree_.parent(r);
        const bool target = tree_.is(r, Kind::attribute_k) && tree_.text(tree_.child(r, Field::attribute)) == name &&
                            !tree_.inside(r, expression) && !tree_.is(up, Kind::call_k) && effects_.of(r).writes;
        if (target) return false;
      }
      if (own.reads_attributes && around.writes && changes_objects_of(T::unknown, region, -1, {})) return false;
      continue;
    }
    if (!tree_.is(i, Kind::identifier_k)) continue;
    const auto b = scopes_.binding_at(i);
    if (b < 0) continue;
    const auto& info = scopes_.info(b);
    const bool inner = info.scope > 0 && tree_.inside(scopes_.scope(info.scope).node, expression);
    if (inner || info.is_builtin) continue;
    if (rebound_in(b, region, unknown)) return false;
    if (info.is_import || types_.of_binding(b).name == T::function) continue;
    if (scopes_.function_named_by(i) != kNone && tree_.field_of(i) == Field::function) {
      if (!impurity(scopes_.function_named_by(i)).empty()) return false;
      continue;
    }
    const auto type = types_.of_binding(b);
    if (type.known() && !is_immutable(type.name) && mutated_in(b, region, {})) return false;
    if (!type.known() && (unknown || changes_objects_of(T::unknown, region, -1, {}))) return false;
  }
  return true;
}

std::string Regions::unstable_global(NodeIndex function) const {
  const auto body = tree_.child(function, Field::body);
  const auto scope = scopes_.opened_by(function);
  for (NodeIndex i = body; i < tree_.end(body); ++i) {
    const auto b = tree_.is(i, Kind::identifier_k) && !scopes_.is_store(i) ? scopes_.binding_at(i) : -1;
    if (b < 0) continue;
    const auto& info = scopes_.info(b);
    const auto& face = scopes_.face(b);
    if (info.is_builtin) {
      if (face.kind != BindingKind::builtin)
        return fmt::format("the name {} is not known, line {}", face.name, tree_.line(i));
      continue;
    }
    if (info.scope == scope || tree_.inside(scopes_.scope(info.scope).node, body)) continue;
    if (info.scope != 0) return fmt::format("reads {} of the function around it, line {}", face.name, tree_.line(i));
    if (info.stores.size() != 1 || face.written_elsewhere || scopes_.scope(0).poisoned) {
      return fmt::format("reads the global {}, which is bound more than once, line {}", face.name, tree_.line(i));
    }
    if (info.is_import || scopes_.function_named_by(i) != kNone) continue;
    const auto type = types_.of_binding(b);
    const bool constant = is_immutable(type.name) && (type.name != T::tuple || type.hashable);
    if (constant) continue;
    if (!type.known())
      return fmt::format("reads the global {}, whose type is not known, line {}", face.name, tree_.line(i));
    for (const auto load : info.loads) {
      if (effects_.use_at(load, type).kind != UseKind::read) {
        return fmt::format("reads the global {}, which may be changed on line {}", face.name, tree_.line(load));
      }
    }
    if (!effects_.made_here(b, kNone))
      return fmt::format("reads the global {}, which others may refer to, line {}", face.name, tree_.line(i));
  }
  return {};
}

std::string Regions::impurity(NodeIndex function) const {
  const auto* summary = effects_.summary(function);
  if (summary == nullptr) return "not a function of this module";
  if (tree_.is(tree_.parent(function), Kind::decorated_definition_k)) return "it is decorated";
  if (tree_.is_async(function)) return "it is a coroutine";
  const auto& e = summary->effects;
  if (e.awaits_or_yields) return "it is a generator";
  if (scopes_.poisoned(scopes_.opened_by(function))) return "it uses exec, eval, locals or the like";
  if (e.io) return "it does input or output";
  if (e.nondeterministic) return "its result is not determined by its arguments";
  if (e.writes) return "it changes something outside itself";
  if (e.calls_unknown) return "it runs code that is not known to be pure";
  if (e.reads_attributes) return "it reads attributes of objects";
  const auto changed = std::find(summary->changes.begin(), summary->changes.end(), true);
  if (changed != summary->changes.end()) {
    return fmt::format("it may change its argument {}, or give it away", changed - summary->changes.begin() + 1);
  }
  return unstable_global(function);
}

NodeIndex Regions::enclosing_function(NodeIndex node) const {
  if (node < 0) return kNone;
  auto s = scopes_.scope_at(node);
  while (s > 0 && scopes_.scope(s).kind != ScopeKind::function && scopes_.scope(s).kind != ScopeKind::lambda)
    s = scopes_.scope(s).parent;
  return s <= 0 ? kNone : scopes_.scope(s).node;
}

// Going up from `from` to its parent `at`: is `from` run once per turn of `at`? Counts the loops.
bool Regions::loop_entered(NodeIndex from, NodeIndex at, int* depth) const {
  const auto field = tree_.field_of(from);
  if (tree_.is(at, Kind::for_statement_k)) {
    if (field != Field::body && field != Field::left) return false;
    if (depth != nullptr) ++*depth;
    return true;
  }
  if (tree_.is(at, Kind::while_statement_k)) {
    if (field == Field::alternative) return false;
    if (depth != nullptr) ++*depth;
    return true;
  }
  if (!is_comprehension(tree_.kind(at))) return false;
  int clauses = 0;
  for (auto c = tree_.first(at); c != kNone; c = tree_.next(c)) {
    if (field != Field::body && c == from) break;
    clauses += tree_.is(c, Kind::for_in_clause_k) ? 1 : 0;
  }
  if (depth != nullptr) *depth += clauses;
  return clauses > 0;
}

NodeIndex Regions::enclosing_loop(NodeIndex node) const {
  for (auto from = node, at = tree_.parent(node); at != kNone; from = at, at = tree_.parent(at)) {
    const auto kind = tree_.kind(at);
    const auto field = tree_.field_of(from);
    if ((kind == Kind::function_definition_k || kind == Kind::lambda_k || kind == Kind::class_definition_k) &&
        field == Field::body)
      return kNone;
    if (kind == Kind::for_in_clause_k && field == Field::left) return tree_.parent(at);
    if (loop_entered(from, at, nullptr)) return at;
  }
  return kNone;
}

int Regions::loop_depth(NodeIndex node) const {
  int depth = 0;
  for (auto from = node, at = tree_.parent(node); at != kNone; from = at, at = tree_.parent(at)) {
    const auto kind = tree_.kind(at);
    const auto field = tree_.field_of(from);
    if ((kind == Kind::function_definition_k || kind == Kind::lambda_k || kind == Kind::class_definition_k) &&
        field == Field::body)
      break;
    if (kind == Kind::for_in_clause_k && field == Field::left) ++depth;
    loop_entered(from, at, &depth);
  }
  return depth;
}

}  // namespace velox::analysis
